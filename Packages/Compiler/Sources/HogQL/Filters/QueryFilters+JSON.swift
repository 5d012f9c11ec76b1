public import JSON

extension QueryFilters {
    /// Reads `filters` of a query (`{"dateRange": {…}, "properties": […]}`) or a dashboard's filter (`{"date_from": …}`).
    ///
    /// - Parameters:
    ///   - value: the JSON of the request.
    ///   - path: where the value stands in the request, for messages.
    ///   - testAccountProperties: the project's filters, used when the value asks for them.
    /// - Throws: ``HogQLError`` with the path of what is wrong in the message.
    public init(
        json value: JSONValue,
        path: String = "filters",
        testAccountProperties: [PropertyFilter] = []
    ) throws(HogQLError) {
        self.init(testAccountProperties: testAccountProperties)
        guard !value.isNull else { return }
        guard let object = value.objectValue else { throw Self.wrong(path, "expected an object") }
        let range = object["dateRange"] ?? .null
        let dates = range.isNull ? value : range
        let datesPath = range.isNull ? path : "\(path).dateRange"
        guard dates.objectValue != nil else { throw Self.wrong(datesPath, "expected an object") }
        dateFrom = try Self.text(dates["date_from"], "\(datesPath).date_from")
        dateTo = try Self.text(dates["date_to"], "\(datesPath).date_to")
        properties = try Self.filters(object["properties"], "\(path).properties")
        if let flag = object["filterTestAccounts"], !flag.isNull {
            guard let filters = flag.boolValue else {
                throw Self.wrong("\(path).filterTestAccounts", "expected a boolean")
            }
            filtersTestAccounts = filters
        }
    }

    /// Reads a list of filters, or a group of which all must hold.
    public static func filters(_ value: JSONValue?, _ path: String) throws(HogQLError) -> [PropertyFilter] {
        guard let value, !value.isNull else { return [] }
        if let list = value.arrayValue {
            var filters: [PropertyFilter] = []
            for (index, element) in list.enumerated() { filters += try entry(element, "\(path)[\(index)]") }
            return filters
        }
        guard value.objectValue != nil else { throw wrong(path, "expected a list of filters") }
        return try entry(value, path)
    }

    /// A filter, or a group of filters.
    private static func entry(_ value: JSONValue, _ path: String) throws(HogQLError) -> [PropertyFilter] {
        guard let object = value.objectValue else { throw wrong(path, "expected an object") }
        guard let values = object["values"], object["key"] == nil else {
            return [try PropertyFilter(json: value, path: path)]
        }
        let filters = try filters(values, "\(path).values")
        guard object["type"]?.stringValue != "OR" || filters.count < 2 else {
            throw HogQLError(.unsupported, "\(path): groups of the type OR are not supported yet.", at: nil)
        }
        return filters
    }

    private static func text(_ value: JSONValue?, _ path: String) throws(HogQLError) -> String? {
        guard let value, !value.isNull else { return nil }
        guard let text = value.stringValue else { throw wrong(path, "expected a string") }
        return text
    }

    fileprivate static func wrong(_ path: String, _ what: String) -> HogQLError {
        HogQLError(.filter, "\(path): \(what)", at: nil)
    }
}

extension PropertyFilter {
    /// Reads one filter: `{"key": "$browser", "value": ["Chrome"], "operator": "exact", "type": "event"}`.
    public init(json value: JSONValue, path: String) throws(HogQLError) {
        guard let key = value["key"]?.stringValue else { throw QueryFilters.wrong("\(path).key", "expected a string") }
        self.init(key: key, value: value["value"] ?? .null)
        if let name = try Self.name(value["operator"], "\(path).operator") {
            guard let known = Operator(rawValue: name) else {
                throw QueryFilters.wrong("\(path).operator", "'\(name)' is not a known operator")
            }
            `operator` = known
        }
        if let name = try Self.name(value["type"], "\(path).type") {
            guard let known = Kind(rawValue: name) else {
                throw QueryFilters.wrong("\(path).type", "'\(name)' is not a known type of filter")
            }
            kind = known
        }
        if let index = value["group_type_index"], !index.isNull {
            guard let number = index.integerValue, (0..<5).contains(number) else {
                throw QueryFilters.wrong("\(path).group_type_index", "expected a number from 0 to 4")
            }
            groupTypeIndex = Int(number)
        }
    }

    private static func name(_ value: JSONValue?, _ path: String) throws(HogQLError) -> String? {
        guard let value, !value.isNull else { return nil }
        guard let name = value.stringValue else { throw QueryFilters.wrong(path, "expected a string") }
        return name
    }
}
