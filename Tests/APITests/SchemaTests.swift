import HTTPTypes
import JSON
import Testing

@testable import API

/// The checks of a body, with Django REST framework's codes and sentences.
struct SchemaTests {
    private static let schema = Schema.object([
        .required("name", .string(minimumLength: 2, maximumLength: 5)),
        .optional("text", .text.nullable),
        .optional("count", .integer(minimum: 1, maximum: 9)),
        .optional("ratio", .number(maximum: 1)),
        .optional("on", .boolean),
        .optional("kind", .choice(["a", "b"])),
        .optional("at", .dateTime),
        .optional("day", .date),
        .optional("ref", .uuid),
        .optional("tags", .array(of: .string, minimumCount: 1, maximumCount: 2)),
        .optional("segments", .array(of: .object([.required("text", .string)]))),
        .optional("labels", .map(of: .string)),
        .optional("any", .any),
        .optional("limit", .integer, fallback: 10),
        .readOnly("id", .uuid),
    ])

    @Test(arguments: [
        (#"{}"#, "required", "name", "This field is required."),
        (#"{"name":null}"#, "null", "name", "This field may not be null."),
        (#"{"name":""}"#, "blank", "name", "This field may not be blank."),
        (#"{"name":"  "}"#, "blank", "name", "This field may not be blank."),
        (#"{"name":"123456"}"#, "max_length", "name", "Ensure this field has no more than 5 characters."),
        (#"{"name":"1"}"#, "min_length", "name", "Ensure this field has at least 2 characters."),
        (#"{"name":true}"#, "invalid_input", "name", "Not a valid string."),
        (#"{"name":[]}"#, "invalid_input", "name", "Not a valid string."),
        (#"{"name":"a\u0000b"}"#, "null_characters_not_allowed", "name", "Null characters are not allowed."),
        (#"{"name":"ab","count":"x"}"#, "invalid_input", "count", "A valid integer is required."),
        (#"{"name":"ab","count":1.5}"#, "invalid_input", "count", "A valid integer is required."),
        (#"{"name":"ab","count":true}"#, "invalid_input", "count", "A valid integer is required."),
        (#"{"name":"ab","count":10}"#, "max_value", "count", "Ensure this value is less than or equal to 9."),
        (#"{"name":"ab","count":0}"#, "min_value", "count", "Ensure this value is greater than or equal to 1."),
        (#"{"name":"ab","ratio":"x"}"#, "invalid_input", "ratio", "A valid number is required."),
        (#"{"name":"ab","on":"maybe"}"#, "invalid_input", "on", "Must be a valid boolean."),
        (#"{"name":"ab","kind":"c"}"#, "invalid_choice", "kind", #""c" is not a valid choice."#),
        (
            #"{"name":"ab","day":"2026-02-30"}"#, "invalid_input", "day",
            "Date has wrong format. Use one of these formats instead: YYYY-MM-DD."
        ),
        (
            #"{"name":"ab","at":1700000000}"#, "invalid_input", "at",
            "Datetime has wrong format. Use one of these formats instead: "
                + "YYYY-MM-DDThh:mm[:ss[.uuuuuu]][+HH:MM|-HH:MM|Z]."
        ),
        (#"{"name":"ab","ref":"x"}"#, "invalid_input", "ref", "Must be a valid UUID."),
        (#"{"name":"ab","tags":"x"}"#, "not_a_list", "tags", #"Expected a list of items but got type "str"."#),
        (#"{"name":"ab","tags":[]}"#, "empty", "tags", "This list may not be empty."),
        (
            #"{"name":"ab","tags":["a","b","c"]}"#, "max_length", "tags",
            "Ensure this field has no more than 2 elements."
        ),
        (#"{"name":"ab","tags":["a",""]}"#, "blank", "tags__1", "This field may not be blank."),
        (#"{"name":"ab","segments":[{"text":"x"},{}]}"#, "required", "segments__1__text", "This field is required."),
        (
            #"{"name":"ab","segments":[5]}"#, "invalid_input", "segments__0",
            "Invalid data. Expected a dictionary, but got int."
        ),
        (
            #"{"name":"ab","labels":[]}"#, "not_a_dict", "labels",
            #"Expected a dictionary of items but got type "list"."#
        ),
        (#"{"name":"ab","labels":{"a":[]}}"#, "invalid_input", "labels__a", "Not a valid string."),
        (#"{"name":"ab","other":1}"#, "invalid_input", "other", #"Unknown field "other"."#),
    ])
    func `what breaks a rule is told with code, field and sentence`(
        body: String,
        code: String,
        attribute: String,
        detail: String
    ) throws {
        let value = try JSONValue(parsing: body)

        let error = #expect(throws: APIError.self) { try Self.schema.validatedBody(value) }

        #expect(error?.code == code)
        #expect(error?.attribute == attribute)
        #expect(error?.detail == detail)
        #expect(error?.status == .badRequest && error?.kind == .validation)
    }

    @Test func `values of a neighbouring type are taken`() throws {
        let body: JSONValue = [
            "name": 12, "text": nil, "count": "5", "ratio": "0.5", "on": "true", "at": "2026-03-01T10:00:00-05:30",
            "ref": "018F2F00ABCD70008000000000000000", "any": [["deep": 1]], "id": "whatever",
        ]

        let checked = try Self.schema.validatedBody(body)

        #expect(
            checked == [
                "name": "12", "text": nil, "count": 5, "ratio": 0.5, "on": true, "at": "2026-03-01T15:30:00Z",
                "ref": "018f2f00-abcd-7000-8000-000000000000", "any": [["deep": 1]], "limit": 10,
            ]
        )
    }

    @Test func `texts are trimmed unless they are wanted as they are`() throws {
        #expect(try Schema.string.validated("  a b\n") == "a b")
        #expect(try Schema.string(isTrimmed: false).validated(" a ") == " a ")
        #expect(try Schema.text.validated("   ") == "")
    }

    @Test func `nothing is required of a partial schema and nothing is filled in`() throws {
        #expect(try Self.schema.partial.validatedBody([:]) == [:])
        #expect(throws: APIError.self) { try Self.schema.partial.validatedBody(["name": ""]) }
    }

    @Test func `unknown members can be kept or dropped`() throws {
        let fields = [Schema.Field.optional("a", .integer)]

        #expect(try Schema.object(nil, fields, unknown: .kept).validatedBody(["b": 1, "a": "2"]) == ["b": 1, "a": 2])
        #expect(try Schema.object(nil, fields, unknown: .dropped).validatedBody(["b": 1, "a": 2]) == ["a": 2])
    }

    @Test func `a schema is printed as OpenAPI`() {
        var components: [String: JSONValue] = [:]
        let schema = Schema.object(
            "Pair",
            [.required("left", .string.nullable), .optional("right", .integer(minimum: 1), fallback: 2)]
        )

        let reference = schema.openAPI(components: &components)

        #expect(reference == ["$ref": "#/components/schemas/Pair"])
        #expect(
            components["Pair"] == [
                "type": "object",
                "properties": [
                    "left": ["type": ["string", "null"], "minLength": 1],
                    "right": ["type": "integer", "minimum": 1, "default": 2],
                ],
                "required": ["left"], "additionalProperties": false,
            ]
        )
        #expect(schema.nullable.openAPI(components: &components) == ["anyOf": [reference, ["type": "null"]]])
    }
}
