import ClickHouse
import Testing

struct QueryEngineErrorTests {
    @Test(arguments: [
        (
            "Code: 60. DB::Exception: Unknown table expression identifier 'x'. In scope SELECT * FROM x. (UNKNOWN_TABLE)",
            "Unknown table expression identifier 'x'"
        ),
        (
            "[chdb] Code: 395. DB::Exception: boo: while executing 'FUNCTION throwIf(a)'. (FUNCTION_THROW_IF_VALUE_IS_NON_ZERO)",
            "boo"
        ),
        (
            "Code: 43. DB::Exception: Illegal types String and UInt8 of arguments of function plus: In scope SELECT 'a' + 1. (ILLEGAL_TYPE_OF_ARGUMENT) (version 26.9.2.1)",
            "Illegal types String and UInt8 of arguments of function plus"
        ),
        (
            "Code: 47. DB::Exception: Unknown expression identifier `foo`. In scope SELECT foo FROM t. Maybe you meant: ['foot']. (UNKNOWN_IDENTIFIER)",
            "Unknown expression identifier `foo`. Maybe you meant: ['foot']"
        ),
    ])
    func `a message keeps what is wrong and loses where in the engine`(text: String, message: String) {
        #expect(QueryEngineError.Exception(text: text)?.message == message)
    }

    @Test func `code and name are read`() {
        let exception = QueryEngineError.Exception(
            text: "Code: 62. DB::Exception: Syntax error: failed (near x). (SYNTAX_ERROR)"
        )

        #expect(exception == .init(code: 62, name: "SYNTAX_ERROR", message: "Syntax error: failed (near x)"))
    }

    @Test func `what ClickHouse did not write is no exception`() {
        #expect(QueryEngineError.Exception(text: "Invalid or closed connection") == nil)
    }

    @Test(arguments: [
        (159, "timedOut"), (241, "memoryLimit"), (158, "rowLimit"), (396, "rowLimit"), (167, "tooLarge"),
        (306, "tooLarge"),
        (394, "cancelled"), (62, "refused"), (60, "refused"),
    ])
    func `an error is sorted by its code`(code: Int, kind: String) {
        let error = QueryEngineError(.init(code: code, name: "X", message: "m"))

        #expect("\(error)".hasPrefix(kind))
    }

    @Test func `a text that is too long is too large, though its code is that of a syntax error`() {
        let exception = QueryEngineError.Exception(
            text:
                "Code: 62. DB::Exception: Max query size exceeded (can be increased with the `max_query_size` setting). (SYNTAX_ERROR)"
        )

        #expect(exception.map { QueryEngineError($0) } == exception.map { .tooLarge($0) })
    }
}
