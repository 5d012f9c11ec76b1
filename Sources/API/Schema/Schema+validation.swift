public import JSON
import Storage

extension Schema {
    /// The value as handlers get it; the first thing that is wrong with it is thrown.
    public func validated(_ value: JSONValue) throws(APIError) -> JSONValue {
        if value.isNull {
            guard !isNullable else { return .null }
            throw .validation("This field may not be null.", code: "null")
        }
        switch form {
        case .any: return value
        case .boolean: return try Self.boolean(value, isNullable: isNullable)
        case .integer(let minimum, let maximum): return try Self.integer(value, minimum, maximum)
        case .number(let minimum, let maximum): return try Self.number(value, minimum, maximum)
        case .string(let rule): return try rule.validated(value)
        case .choice(let choices): return try Self.choice(value, among: choices)
        case .uuid: return try Self.uuid(value)
        case .date: return try Self.date(value)
        case .dateTime: return try Self.dateTime(value)
        case .array(let element, let rule): return try rule.validated(value, of: element)
        case .map(let element): return try Self.map(value, of: element)
        case .object(let rule): return .object(try rule.validated(value))
        }
    }

    /// The members of a request's body.
    public func validatedBody(_ value: JSONValue) throws(APIError) -> JSONObject {
        if value.isNull { throw .validation("No data provided", code: "null") }
        guard case .object(let rule) = form else { return try validated(value).objectValue ?? [:] }
        return try rule.validated(value)
    }
}

// MARK: - Single values

extension Schema {
    private static let trueTexts: Set = ["t", "y", "yes", "true", "on", "1"]
    private static let falseTexts: Set = ["f", "n", "no", "false", "off", "0"]

    private static func boolean(_ value: JSONValue, isNullable: Bool) throws(APIError) -> JSONValue {
        switch value {
        case .bool: return value
        case .number(let number) where number.integer == 0: return false
        case .number(let number) where number.integer == 1: return true
        case .string(let text) where trueTexts.contains(text.lowercased()): return true
        case .string(let text) where falseTexts.contains(text.lowercased()): return false
        case .string("") where isNullable: return .null
        default: throw .validation("Must be a valid boolean.")
        }
    }

    private static func integer(
        _ value: JSONValue,
        _ minimum: Int64?,
        _ maximum: Int64?
    ) throws(APIError) -> JSONValue {
        let number: Int64? =
            switch value {
            case .number(let number): number.integer ?? number.wholeValue
            case .string(let text): Int64(text.trimmed)
            default: nil
            }
        guard let number else { throw .validation("A valid integer is required.") }
        if let maximum, number > maximum { throw tooLarge(String(maximum)) }
        if let minimum, number < minimum { throw tooSmall(String(minimum)) }
        return JSONValue(number)
    }

    private static func number(
        _ value: JSONValue,
        _ minimum: Double?,
        _ maximum: Double?
    ) throws(APIError) -> JSONValue {
        let number: Double? =
            switch value {
            case .number(let number): number.double
            case .string(let text): Double(text.trimmed)
            default: nil
            }
        guard let number, number.isFinite else { throw .validation("A valid number is required.") }
        if let maximum, number > maximum { throw tooLarge("\(maximum)") }
        if let minimum, number < minimum { throw tooSmall("\(minimum)") }
        return if case .number = value { value } else { JSONValue(number) }
    }

    private static func tooLarge(_ maximum: String) -> APIError {
        .validation("Ensure this value is less than or equal to \(maximum).", code: "max_value")
    }

    private static func tooSmall(_ minimum: String) -> APIError {
        .validation("Ensure this value is greater than or equal to \(minimum).", code: "min_value")
    }

    private static func choice(_ value: JSONValue, among choices: [String]) throws(APIError) -> JSONValue {
        if let text = value.stringValue, choices.contains(text) { return value }
        throw .validation("\"\(value.stringValue ?? value.text())\" is not a valid choice.", code: "invalid_choice")
    }

    private static func uuid(_ value: JSONValue) throws(APIError) -> JSONValue {
        guard let text = value.stringValue, let canonical = RoutePath.ParameterType.uuid.canonical(text) else {
            throw .validation("Must be a valid UUID.")
        }
        return .string(canonical)
    }

    private static func date(_ value: JSONValue) throws(APIError) -> JSONValue {
        guard let text = value.stringValue, text.utf8.count == 10, Timestamp(parsing: text) != nil else {
            throw .validation("Date has wrong format. Use one of these formats instead: YYYY-MM-DD.")
        }
        return value
    }

    private static func dateTime(_ value: JSONValue) throws(APIError) -> JSONValue {
        guard let text = value.stringValue, let time = Timestamp(parsing: text) else {
            throw .validation(
                "Datetime has wrong format. Use one of these formats instead: "
                    + "YYYY-MM-DDThh:mm[:ss[.uuuuuu]][+HH:MM|-HH:MM|Z]."
            )
        }
        return .string(time.iso8601)
    }

    private static func map(_ value: JSONValue, of element: Schema) throws(APIError) -> JSONValue {
        guard let object = value.objectValue else {
            throw .validation(
                "Expected a dictionary of items but got type \"\(value.typeName)\".",
                code: "not_a_dict"
            )
        }
        var result = JSONObject()
        for (key, member) in object {
            do { result[key] = try element.validated(member) } catch { throw error.inside(key) }
        }
        return .object(result)
    }
}

extension Schema.StringRule {
    fileprivate func validated(_ value: JSONValue) throws(APIError) -> JSONValue {
        let given: String
        switch value {
        case .string(let text): given = text
        case .number(let number) where takesNumbers: given = number.text
        default: throw .validation("Not a valid string.")
        }
        let text = isTrimmed ? given.trimmed : given
        if text.isEmpty, !allowsBlank { throw .validation("This field may not be blank.", code: "blank") }
        if text.utf8.contains(0) {
            throw .validation("Null characters are not allowed.", code: "null_characters_not_allowed")
        }
        let length = text.unicodeScalars.count
        if let maximumLength, length > maximumLength {
            throw .validation("Ensure this field has no more than \(maximumLength) characters.", code: "max_length")
        }
        if let minimumLength, length < minimumLength {
            throw .validation("Ensure this field has at least \(minimumLength) characters.", code: "min_length")
        }
        return .string(text)
    }
}

// MARK: - Lists and objects

extension Schema.ArrayRule {
    fileprivate func validated(_ value: JSONValue, of element: Schema) throws(APIError) -> JSONValue {
        guard let elements = value.arrayValue else {
            throw .validation("Expected a list of items but got type \"\(value.typeName)\".", code: "not_a_list")
        }
        if let minimumCount, elements.count < minimumCount {
            guard minimumCount > 1 else { throw .validation("This list may not be empty.", code: "empty") }
            throw .validation("Ensure this field has at least \(minimumCount) elements.", code: "min_length")
        }
        if let maximumCount, elements.count > maximumCount {
            throw .validation("Ensure this field has no more than \(maximumCount) elements.", code: "max_length")
        }
        var result: [JSONValue] = []
        result.reserveCapacity(elements.count)
        for (index, item) in elements.enumerated() {
            do { result.append(try element.validated(item)) } catch { throw error.inside(String(index)) }
        }
        return .array(result)
    }
}

extension Schema.ObjectRule {
    fileprivate func validated(_ value: JSONValue) throws(APIError) -> JSONObject {
        guard let object = value.objectValue else {
            throw .validation("Invalid data. Expected a dictionary, but got \(value.typeName).")
        }
        var result = JSONObject()
        switch unknown {
        case .refused:
            for key in object.keys where !fields.contains(where: { $0.name == key }) {
                throw .validation("Unknown field \"\(key)\".", attribute: key)
            }
        case .kept: result = object
        case .dropped: break
        }
        for field in fields where !field.isReadOnly {
            if let value = try field.value(in: object) { result[field.name] = value }
        }
        return result
    }
}

extension Schema.Field {
    /// The checked value of this field in `object`; nil when it is missing and may be.
    fileprivate func value(in object: JSONObject) throws(APIError) -> JSONValue? {
        guard let value = object[name] else {
            guard isRequired else { return fallback }
            throw .validation("This field is required.", code: "required", attribute: name)
        }
        do { return try schema.validated(value) } catch { throw error.inside(name) }
    }
}

extension JSONNumber {
    /// The value of a number such as `5.0` or `1e3` that is whole although it is not written so.
    fileprivate var wholeValue: Int64? { Int64(exactly: double) }
}

extension String {
    /// The text without white space at its ends.
    fileprivate var trimmed: String {
        guard let first = unicodeScalars.first, let last = unicodeScalars.last,
            first.properties.isWhitespace || last.properties.isWhitespace
        else { return self }
        let scalars = unicodeScalars
        guard let start = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let end = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(scalars[start...end])
    }
}
