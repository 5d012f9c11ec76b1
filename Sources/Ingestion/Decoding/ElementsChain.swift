import JSON

/// The text form of the elements that a click went through, from the clicked one outwards.
///
/// Each element is `tag.class.class:name="value"name="value"`, its attributes sorted; elements are joined by `;`.
struct ElementsChain {
    let text: String

    init(_ elements: JSONValue) {
        text = (elements.arrayValue ?? []).map(Self.text(of:)).joined(separator: ";")
    }

    private static func text(of element: JSONValue) -> String {
        guard let members = element.objectValue else { return "" }
        var attributes = members.members.compactMap { key, value in
            Self.name(ofAttribute: key).map { ($0, plainText(value)) }
        }
        for name in ["nth_child", "nth_of_type"] {
            if let value = members[name] { attributes.append((name.replacing("_", with: "-"), plainText(value))) }
        }
        attributes.sort { $0.0 < $1.0 }
        return plainText(members["tag_name"] ?? "")
            + classes(of: members).map { "." + $0.replacing("\"", with: "") }.joined()
            + ":"
            + attributes.map { "\($0.0)=\"\(escaped($0.1))\"" }.joined()
    }

    /// How an attribute is called in the chain; nil for what is no attribute.
    private static func name(ofAttribute key: String) -> String? {
        switch key {
        case "$el_text", "text": "text"
        case "attr__href", "attr_id", "href": key
        case "attr__id": "attr_id"
        default: key.hasPrefix("attr__") ? key : nil
        }
    }

    private static func classes(of members: JSONObject) -> [String] {
        let value = members["attr__class"] ?? members["attr_class"] ?? members["classes"]
        switch value {
        case .array(let names): return names.compactMap(\.stringValue).sorted()
        case .string(let names): return names.split(separator: " ").map(String.init).sorted()
        default: return []
        }
    }

    private static func plainText(_ value: JSONValue) -> String {
        value.stringValue ?? (value.isNull ? "" : value.text())
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: " ")
    }
}
