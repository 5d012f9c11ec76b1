import ClickHouse

/// A JSON column at one place of a query.
struct PropertyPlace {
    let source: String
    let column: String
    let owner: PropertyOwner
}

extension Resolver {
    /// What is read under a path of a JSON column; the whole column as text if the path is empty.
    func property(_ path: [PathStep], of place: PropertyPlace, at range: SourceRange?) throws(HogQLError)
        -> ResolvedExpression
    {
        let keys = Array(path.prefix { if case .key = $0 { true } else { false } }).map(\.description)
        guard !keys.isEmpty else {
            let column = ResolvedExpression(.column(source: place.source, name: place.column), .json)
            return try access(.call("toString", [column], .string), path, at: range)
        }
        if propertyForm == .json, keys.count == path.count { return json(keys, of: place) }
        let value = text(keys, of: place)
        if keys.count < path.count { return try access(value, Array(path.dropFirst(keys.count)), at: range) }
        guard propertyForm == .typed, keys.count == 1, let type = definedType(of: keys[0], place.owner) else {
            return value
        }
        return typed(scalar(keys, of: place), as: type) ?? value
    }

    /// A scalar as text, NULL for what else it may be.
    private func scalar(_ keys: [String], of place: PropertyPlace) -> ResolvedExpression {
        part(.value, keys, of: place).cast(to: .nullable(.string))
    }

    private func part(
        _ part: ResolvedExpression.Subcolumn.Part,
        _ keys: [String],
        of place: PropertyPlace
    ) -> ResolvedExpression {
        let subcolumn = ResolvedExpression.Subcolumn(source: place.source, column: place.column, path: keys, part: part)
        return ResolvedExpression(.subcolumn(subcolumn), part == .string ? .nullable(.string) : nil)
    }

    /// Text as PostHog has it: scalars as they are, objects and arrays as JSON, NULL for null and for what is missing.
    ///
    /// The engine keeps an object's members as paths of their own, so an object shows as a NULL with something below it;
    /// and it casts an array to a text of its own kind, so what looks like one and is no string is written as JSON.
    private func text(_ keys: [String], of place: PropertyPlace) -> ResolvedExpression {
        let text = ClickHouseType.nullable(.string)
        let scalar = scalar(keys, of: place)
        let object = ResolvedExpression.call(
            "nullIf",
            [.call("toString", [part(.object, keys, of: place)], .string), .word("{}")],
            text
        )
        let array = ResolvedExpression.call(
            "if",
            [
                .call("isNull", [part(.string, keys, of: place)], .uint(bits: 8)),
                .call("toJSONString", [part(.value, keys, of: place)], text), scalar,
            ],
            text
        )
        let value = ResolvedExpression.call(
            "if",
            [.call("startsWith", [scalar, .word("[")], .nullable(.uint(bits: 8))), array, scalar],
            text
        )
        let full = ResolvedExpression.call("if", [.call("isNull", [scalar], .uint(bits: 8)), object, value], text)
        return ResolvedExpression(.text(full: full, scalar: scalar), text)
    }

    /// JSON text of what is under a path, empty when nothing is.
    private func json(_ keys: [String], of place: PropertyPlace) -> ResolvedExpression {
        let value = ResolvedExpression.call("toJSONString", [part(.value, keys, of: place)], .nullable(.string))
        let object = ResolvedExpression.call("toString", [part(.object, keys, of: place)], .string)
        let nothing = ResolvedExpression.call(
            "if",
            [.call("equals", [object, .word("{}")], .uint(bits: 8)), .word(""), object],
            .string
        )
        return .call("ifNull", [value, nothing], .string)
    }

    // MARK: - Types

    private func definedType(of key: String, _ owner: PropertyOwner) -> PropertyTypes.PropertyType? {
        switch owner {
        case .event: return context.properties.event[key]
        case .person: return context.properties.person[key]
        case .group(let index?): return context.properties.group[index]?[key]
        case .group(nil):
            // Rows of several types of group: typed only if all that know the property agree.
            let types = Set(context.properties.group.values.compactMap { $0[key] })
            return types.count == 1 ? types.first : nil
        }
    }

    private func typed(_ text: ResolvedExpression, as type: PropertyTypes.PropertyType) -> ResolvedExpression? {
        switch type {
        case .string: return nil
        case .numeric: return number(text)
        case .boolean:
            let values = ResolvedExpression.call("array", [.word("true"), .word("false")], .array(.string))
            let flags = ResolvedExpression.call("array", [.integer(1), .integer(0)], .array(.uint(bits: 8)))
            let flag = ResolvedExpression.call("transform", [text, values, flags, .null], .nullable(.uint(bits: 8)))
            return .call("toBool", [flag], .nullable(.bool))
        case .dateTime:
            return .call(
                "parseDateTime64BestEffortOrNull",
                [text, .integer(6), .word(context.timezone)],
                .nullable(.dateTime64(precision: 6, timezone: context.timezone))
            )
        }
    }

    /// The number in a text, NULL if it is none.
    func number(_ text: ResolvedExpression) -> ResolvedExpression {
        .call("accurateCastOrNull", [text, .word("Float64")], .nullable(.float(bits: 64)))
    }
}

// MARK: - Into values

extension Resolver {
    /// `.a` and `[1]` on a value that is no JSON column: JSON in a text, an array, a tuple.
    func access(_ value: ResolvedExpression, _ path: [PathStep], at range: SourceRange?) throws(HogQLError)
        -> ResolvedExpression
    {
        try access(value, path[...], at: range)
    }

    func access(_ value: ResolvedExpression, _ path: Swift.ArraySlice<PathStep>, at range: SourceRange?)
        throws(HogQLError) -> ResolvedExpression
    {
        guard let first = path.first else { return value }
        if case .index(0) = first {
            throw HogQLError(
                .query,
                "SQL indexes start from one, not from zero. E.g: array.1",
                at: range
            )
        }
        if case .array(let element)? = value.type, case .index(let index) = first {
            let inner = ResolvedExpression.call("arrayElement", [value, .integer(Int64(index))], element)
            return try access(inner, path.dropFirst(), at: range)
        }
        guard value.type?.base == .string || value.type == nil else {
            throw HogQLError(
                .query,
                "Can't read '\(first)' of a value of the type \(value.type?.description ?? "?").",
                at: range
            )
        }
        return json(value, path)
    }

    /// What stands at a path of a JSON text, with the same text semantics as a property.
    private func json(_ text: ResolvedExpression, _ path: Swift.ArraySlice<PathStep>) -> ResolvedExpression {
        let steps = path.map { step in
            switch step {
            case .key(let key): ResolvedExpression.string(key)
            case .index(let index): ResolvedExpression.integer(Int64(index))
            }
        }
        let type = ClickHouseType.nullable(.string)
        let raw = ResolvedExpression.call("JSONExtractRaw", [text] + steps, type)
        let string = ResolvedExpression.call("JSONExtractString", [text] + steps, type)
        let other = ResolvedExpression.call("nullIf", [.call("nullIf", [raw, .word("")], type), .word("null")], type)
        return .call("if", [.call("startsWith", [raw, .word("\"")], nil), string, other], type)
    }
}
