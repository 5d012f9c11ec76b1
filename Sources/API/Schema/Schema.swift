public import JSON

/// What a JSON value may be: checks what comes in, and describes itself in the OpenAPI document.
///
/// The checks, their codes and their sentences are those of Django REST framework, which PostHog's clients know;
/// like there, texts are trimmed and values of a neighbouring type are taken (`"5"` for 5) before a handler sees them.
public struct Schema: Hashable, Sendable {
    /// The kinds of values.
    indirect enum Form: Hashable, Sendable {
        case any
        case boolean
        case integer(minimum: Int64?, maximum: Int64?)
        case number(minimum: Double?, maximum: Double?)
        case string(StringRule)
        case choice([String])
        case uuid
        case date
        case dateTime
        case array(Schema, ArrayRule)
        case map(Schema)
        case object(ObjectRule)
    }

    /// What a text may be.
    struct StringRule: Hashable, Sendable {
        var minimumLength: Int?
        var maximumLength: Int?
        var allowsBlank = false
        var isTrimmed = true
        /// Whether a number counts as its digits, as in Django REST framework.
        var takesNumbers = true
    }

    /// How many elements a list may have.
    struct ArrayRule: Hashable, Sendable {
        var minimumCount: Int?
        var maximumCount: Int?
    }

    /// What members an object may have.
    struct ObjectRule: Hashable, Sendable {
        var fields: [Field]
        var unknown: UnknownMembers
    }

    /// What happens to members that an object does not declare.
    public enum UnknownMembers: Hashable, Sendable {
        /// They are an error that names them.
        case refused
        /// They are passed on as they are.
        case kept
        /// They are dropped.
        case dropped
    }

    /// One member of an object.
    public struct Field: Hashable, Sendable {
        let name: String
        let schema: Schema
        var isRequired = false
        /// A member of answers only: clients that send a whole object back may include it, it is not looked at.
        var isReadOnly = false
        var fallback: JSONValue?
    }

    let form: Form
    var isNullable = false
    /// The name under which the schema stands in the components of the OpenAPI document.
    private(set) var name: String?
    private(set) var summary: String?
    private(set) var example: JSONValue?

    init(_ form: Form) {
        self.form = form
    }
}

// MARK: - Kinds

extension Schema {
    /// Any JSON value, null too.
    public static let any = Schema(.any).nullable
    public static let boolean = Schema(.boolean)
    public static let integer = Schema(.integer(minimum: nil, maximum: nil))
    public static let number = Schema(.number(minimum: nil, maximum: nil))
    public static let uuid = Schema(.uuid)
    public static let date = Schema(.date)
    /// A moment; handlers get it as UTC ISO 8601 text.
    public static let dateTime = Schema(.dateTime)
    /// A text that is not empty.
    public static let string = Schema(.string(StringRule()))
    /// A text that may be empty.
    public static let text = Schema(.string(StringRule(allowsBlank: true)))
    /// An object of any members.
    public static let openObject = Schema(.object(ObjectRule(fields: [], unknown: .kept)))

    public static func integer(minimum: Int64? = nil, maximum: Int64? = nil) -> Schema {
        Schema(.integer(minimum: minimum, maximum: maximum))
    }

    public static func number(minimum: Double? = nil, maximum: Double? = nil) -> Schema {
        Schema(.number(minimum: minimum, maximum: maximum))
    }

    public static func string(
        minimumLength: Int? = nil,
        maximumLength: Int? = nil,
        allowsBlank: Bool = false,
        isTrimmed: Bool = true
    ) -> Schema {
        let rule = StringRule(
            minimumLength: minimumLength,
            maximumLength: maximumLength,
            allowsBlank: allowsBlank,
            isTrimmed: isTrimmed
        )
        return Schema(.string(rule))
    }

    /// One of these texts.
    public static func choice(_ choices: [String]) -> Schema { Schema(.choice(choices)) }

    public static func array(of element: Schema, minimumCount: Int? = nil, maximumCount: Int? = nil) -> Schema {
        Schema(.array(element, ArrayRule(minimumCount: minimumCount, maximumCount: maximumCount)))
    }

    /// An object whose members all have the same kind of value.
    public static func map(of value: Schema) -> Schema { Schema(.map(value)) }

    /// An object; with a name it becomes a component of the OpenAPI document.
    public static func object(
        _ name: String?,
        _ fields: [Field],
        unknown: UnknownMembers = .refused
    ) -> Schema {
        var schema = Schema(.object(ObjectRule(fields: fields, unknown: unknown)))
        schema.name = name
        return schema
    }

    /// An object that is described where it stands.
    public static func object(_ fields: [Field], unknown: UnknownMembers = .refused) -> Schema {
        .object(nil, fields, unknown: unknown)
    }

    /// The page of a list.
    public static func page(of element: Schema) -> Schema {
        .object(
            element.name.map { "Page\($0)" },
            [
                .required("count", .integer(minimum: 0)),
                .required("next", .string.nullable),
                .required("previous", .string.nullable),
                .required("results", .array(of: element)),
            ]
        )
    }
}

// MARK: - Changing a schema

extension Schema {
    /// The same, or null.
    public var nullable: Schema {
        var schema = self
        schema.isNullable = true
        return schema
    }

    /// The same text, but a number is not taken for one.
    public var strict: Schema {
        guard case .string(var rule) = form else { return self }
        rule.takesNumbers = false
        var schema = Schema(.string(rule))
        schema.isNullable = isNullable
        schema.name = name
        schema.summary = summary
        schema.example = example
        return schema
    }

    public func described(_ summary: String, example: JSONValue? = nil) -> Schema {
        var schema = self
        schema.summary = summary
        schema.example = example ?? schema.example
        return schema
    }

    /// The same object with nothing required: the body of a PATCH.
    public var partial: Schema {
        guard case .object(var rule) = form else { return self }
        for index in rule.fields.indices {
            rule.fields[index].isRequired = false
            rule.fields[index].fallback = nil
        }
        var schema = Schema(.object(rule))
        schema.isNullable = isNullable
        schema.name = name.map { "Patched\($0)" }
        schema.summary = summary
        schema.example = example
        return schema
    }
}

// MARK: - Fields

extension Schema.Field {
    public static func required(_ name: String, _ schema: Schema) -> Self {
        Self(name: name, schema: schema, isRequired: true)
    }

    /// A field that may be missing; then the handler gets `fallback`, or nothing.
    public static func optional(_ name: String, _ schema: Schema, fallback: JSONValue? = nil) -> Self {
        Self(name: name, schema: schema, fallback: fallback)
    }

    /// A field of answers; in a body it is accepted and not looked at.
    public static func readOnly(_ name: String, _ schema: Schema) -> Self {
        Self(name: name, schema: schema, isReadOnly: true)
    }
}
