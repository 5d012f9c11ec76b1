import ClickHouse

/// The functions that are not one function of the engine under one name; what each becomes is in `Resolver+forms.swift`.
enum FunctionForm: Sendable {
    /// `toInt(x)`: NULL for what cannot become the type.
    case castOrNull(ClickHouseType)
    case toDecimal
    case toDate
    case toDateTime
    case toDateTime64
    case parseDateTime(engineName: String)
    case now
    case today
    case yesterday
    case addInterval
    case subtractInterval
    /// The same function with its first two arguments the other way round.
    case swapped(engineName: String)
    case datePart
    case dateBin
    case toTimestamp
    case makeInterval
    case makeTimestamp
    case toStartOfWeek
    case concat
    case trim(side: String)
    case splitPart
    case md5
    case substring
    case caseWithExpression
    case conditional
    case arrayReduce
    case sparkline
    case jsonAggregate
    case stringAggregate
    case every
    case languageName
    case windowed(engineName: String)
    case comparison(Comparison.Operator)
}
