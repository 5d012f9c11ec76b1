import JSON
import Storage

extension PropertyType {
    /// What PostHog would take the property for after seeing this value; nil where a value says nothing.
    ///
    /// A type stays once it is learnt, so these rules are as careful as PostHog's: a number is a moment only where the
    /// property's name says so and the number is a recent one.
    init?(inferredFrom value: JSONValue, of name: String, now: Timestamp) {
        let name = name.lowercased()
        if Self.isAlwaysText(name) {
            self = .string
            return
        }
        switch value {
        case .bool: self = .boolean
        case .number(let number): self = Self.isMoment(number, name, now: now) ? .dateTime : .numeric
        case .string(let text): self.init(inferredFrom: text)
        case .null, .array, .object: return nil
        }
    }

    private init(inferredFrom text: String) {
        let word = text.trimmed
        if ["true", "false", "TRUE", "FALSE"].contains(word) {
            self = .boolean
        } else if Self.isDate(word) {
            self = .dateTime
        } else {
            self = .string
        }
    }

    /// Campaign names, flag variants and answers are words even when the first one looks like a number.
    private static func isAlwaysText(_ name: String) -> Bool {
        name == "$feature_flag_response"
            || ["utm_", "$initial_utm_", "$feature/", "$survey_response"].contains { name.hasPrefix($0) }
    }
}

// MARK: - Moments

extension PropertyType {
    private static let namesOfMoments = ["time", "date", "_at", "-at", "createdat", "updatedat"]
    private static let halfAYear = Duration.seconds(15_768_000)

    /// Whether a whole number is seconds (or a finer unit) since 1970: old ones cannot be told from quantities.
    private static func isMoment(_ number: JSONNumber, _ name: String, now: Timestamp) -> Bool {
        guard namesOfMoments.contains(where: name.contains), let seconds = number.integer else { return false }
        return seconds >= (now - halfAYear).microseconds / 1_000_000
    }

    /// Whether a text is a date, perhaps with a time of day and anything after it.
    private static func isDate(_ text: Substring) -> Bool {
        guard text.begins(like: "0000-00-00") || text.begins(like: "00-00-0000") else { return false }
        let rest = text.dropFirst(10)
        return rest.isEmpty || rest.begins(like: "T00:00:00")
    }
}

extension String {
    fileprivate var trimmed: Substring {
        var text = self[...].drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}

extension Substring {
    /// Whether the text starts with this shape: `0` is any digit, `-` may be a slash, and `T` a blank.
    fileprivate func begins(like shape: String) -> Bool {
        utf8.prefix(shape.utf8.count).count == shape.utf8.count
            && zip(utf8, shape.utf8).allSatisfy { byte, expected in
                switch expected {
                case UInt8(ascii: "0"): (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                case UInt8(ascii: "-"): byte == expected || byte == UInt8(ascii: "/")
                case UInt8(ascii: "T"): byte == expected || byte == UInt8(ascii: " ")
                default: byte == expected
                }
            }
    }
}
