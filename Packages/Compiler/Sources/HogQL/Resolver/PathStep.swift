/// One step into a value: `.a`, `['a']` or `[1]`.
enum PathStep: Hashable, CustomStringConvertible {
    case key(String)
    case index(Int)

    var description: String {
        switch self {
        case .key(let key): key
        case .index(let index): String(index)
        }
    }
}

/// The ways to read a property.
enum PropertyForm: Hashable {
    /// In the type that its definition gives it, else as text.
    case typed
    case text
    /// As JSON text, strings with their quotes, for functions that read JSON; empty when there is nothing.
    case json
}
