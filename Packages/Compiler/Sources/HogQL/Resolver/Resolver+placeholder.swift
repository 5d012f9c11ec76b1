extension Resolver {
    /// A placeholder that nothing has filled.
    static func unresolved(_ placeholder: Placeholder) -> HogQLError {
        HogQLError(
            .placeholder,
            "Unresolved placeholder: {\(HogQLPrinter.print(placeholder.expression))}",
            at: placeholder.range
        )
    }
}
