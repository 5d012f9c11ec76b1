internal import ClickHouse

/// What every session of the engine has set.
enum EngineSettings {
    static let session: [(name: String, value: String)] = RowFormat.settings + reading + limits + names

    /// JSON as it was sent: text that looks like a date stays text.
    ///
    /// Where a column wants a time, ISO 8601 will do.
    private static let reading: [(name: String, value: String)] = [
        ("input_format_try_infer_dates", "0"),
        ("input_format_try_infer_datetimes", "0"),
        ("input_format_skip_unknown_fields", "1"),
        ("date_time_input_format", "best_effort"),
        // Of two members with one name one is kept; an old export may hold months of more than a hundred.
        ("type_json_skip_duplicated_paths", "1"),
        ("max_partitions_per_insert_block", "0"),
    ]

    /// ClickHouse's limits on the text of a query count parameters too, since they are written into it.
    private static let limits: [(name: String, value: String)] = [
        ("max_query_size", "\(16 << 20)"),
        ("max_ast_elements", "4000000"),
        ("max_expanded_ast_elements", "4000000"),
        ("max_parser_depth", "5000"),
    ]

    /// Types on one line, as they are read here.
    private static let names: [(name: String, value: String)] = [("print_pretty_type_names", "0")]
}
