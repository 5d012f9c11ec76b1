import JSON

/// The properties of an event as they are stored: mostly the bytes that came, sometimes with members added or removed.
struct PropertyEdit {
    private var bytes: [UInt8]
    private var removed: Set<String> = []
    private var added: [(name: String, value: [UInt8])] = []

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func remove(_ property: KnownProperty) {
        removed.insert(property.rawValue)
    }

    mutating func add(_ name: String, _ value: [UInt8]) {
        added.append((name, value))
    }

    /// The edited object.
    ///
    /// Adding is a matter of bytes; only removing needs a tree.
    func result() -> [UInt8] {
        var result = removed.isEmpty ? bytes : withoutRemoved()
        for (name, value) in added {
            let isEmpty = !result.dropFirst().contains { $0 == UInt8(ascii: "\"") }
            result.removeLast()
            if !isEmpty { result.append(UInt8(ascii: ",")) }
            JSONValue.write(name, to: &result)
            result.append(UInt8(ascii: ":"))
            result.append(contentsOf: value)
            result.append(UInt8(ascii: "}"))
        }
        return result
    }

    private func withoutRemoved() -> [UInt8] {
        // Scanned by the same rules before, so it is an object.
        guard var object = (try? JSONValue(parsing: bytes))?.objectValue else { return bytes }
        for name in removed { object[name] = nil }
        return JSONValue.object(object).serialized()
    }
}

extension PropertyEdit {
    /// Adds what capture v1 sends beside the properties, and older clients inside them.
    mutating func fill(from parts: EventParts, in scanner: JSONScanner) {
        if let session = parts[.sessionID], parts.properties[.sessionID] == nil {
            add(KnownProperty.sessionID.rawValue, Array(scanner.bytes[session.range]))
        }
        if let window = parts[.windowID], parts.properties[.windowID] == nil {
            add(KnownProperty.windowID.rawValue, Array(scanner.bytes[window.range]))
        }
    }
}

extension PersonUpdate {
    /// Gathers `$set`, `$set_once` and `$unset` from both places where clients put them.
    ///
    /// They are kept in the properties as well, where queries look for them.
    init(_ parts: EventParts, in scanner: JSONScanner, edit: inout PropertyEdit) {
        self.init()
        set = Self.gathered(parts[.set], parts.properties[.set], .set, scanner, &edit)
        setOnce = Self.gathered(parts[.setOnce], parts.properties[.setOnce], .setOnce, scanner, &edit)
        unset = Self.gathered(parts[.unset], parts.properties[.unset], .unset, scanner, &edit)
    }

    private static func gathered(
        _ top: JSONScanner.Value?,
        _ inside: JSONScanner.Value?,
        _ property: KnownProperty,
        _ scanner: JSONScanner,
        _ edit: inout PropertyEdit
    ) -> [UInt8] {
        let isContainer = { (value: JSONScanner.Value) in value.kind == .object || value.kind == .array }
        switch (top, inside) {
        case (let top?, nil) where isContainer(top):
            let bytes = Array(scanner.bytes[top.range])
            edit.add(property.rawValue, bytes)
            return bytes
        case (let top?, let inside?) where isContainer(top):
            let bytes = merged(scanner.value(of: inside), with: scanner.value(of: top)).serialized()
            edit.remove(property)
            edit.add(property.rawValue, bytes)
            return bytes
        case (_, let inside?) where isContainer(inside):
            return Array(scanner.bytes[inside.range])
        default:
            return []
        }
    }

    /// Both together; where they disagree, the stronger one is right.
    private static func merged(_ weaker: JSONValue, with stronger: JSONValue) -> JSONValue {
        switch (weaker, stronger) {
        case (.object(var object), .object(let other)):
            for (key, value) in other { object[key] = value }
            return .object(object)
        case (.array(let elements), .array(let others)): return .array(elements + others)
        default: return stronger
        }
    }
}
