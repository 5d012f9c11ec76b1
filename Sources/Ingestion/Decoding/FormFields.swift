/// The fields of an `application/x-www-form-urlencoded` body that matter here.
struct FormFields {
    var data: [UInt8]?
    var compression: String?
    var sentAt: String?
    var isBeacon = false

    /// Whether a body without a telling content type is a form after all, as `sendBeacon` sends it.
    static func isForm(_ body: some Collection<UInt8>, contentType: String) -> Bool {
        switch body.first {
        case UInt8(ascii: "{"), UInt8(ascii: "["), 0x1F: false
        default: contentType.hasPrefix("application/x-www-form-urlencoded") || body.starts(with: "data=".utf8)
        }
    }

    init(_ body: [UInt8]) {
        for field in body.split(separator: UInt8(ascii: "&")) {
            let name = field.prefix { $0 != UInt8(ascii: "=") }
            let value = Self.decoded(field.dropFirst(name.count + 1))
            switch String(decoding: name, as: UTF8.self) {
            case "data": data = value
            case "compression": compression = String(decoding: value, as: UTF8.self)
            case "_": sentAt = String(decoding: value, as: UTF8.self)
            case "beacon": isBeacon = value == Array("1".utf8)
            default: break
            }
        }
    }

    /// Resolves `%XX` and `+`; a `%` that starts no escape stands for itself.
    static func decoded(_ text: some Collection<UInt8>) -> [UInt8] {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(text.count)
        var rest = text.makeIterator()
        var pending: [UInt8] = []
        while let byte = pending.popLast() ?? rest.next() {
            switch byte {
            case UInt8(ascii: "+"): decoded.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                let digits = [rest.next(), rest.next()].compactMap(\.self)
                if digits.count == 2, let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16) {
                    decoded.append(value)
                } else {
                    decoded.append(byte)
                    pending = digits.reversed()
                }
            default: decoded.append(byte)
            }
        }
        return decoded
    }
}
