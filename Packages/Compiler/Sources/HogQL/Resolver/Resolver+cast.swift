import ClickHouse

extension Resolver {
    mutating func resolve(_ cast: TypeCast, in scope: Scope) throws(HogQLError) -> ResolvedExpression {
        if cast.isTry { throw HogQLError(.unsupported, "TRY_CAST is not supported.", at: cast.range) }
        let operand = try resolve(cast.operand, in: scope)
        let isNullable = operand.isNullable
        let (function, type): (String, ClickHouseType) =
            switch cast.typeName {
            case "int", "integer": ("toInt64", .int(bits: 64))
            case "float", "double", "double precision", "real": ("toFloat64", .float(bits: 64))
            case "text", "varchar", "char", "string": ("toString", .string)
            case "boolean", "bool": ("toBool", .bool)
            case "date": ("toDate", .date)
            case "datetime", "timestamp", "timestamptz", "timestamp with time zone", "timestamp with local time zone":
                ("toDateTime", .dateTime(timezone: context.timezone))
            default: throw HogQLError(.query, "Unsupported type cast to '\(cast.typeName)'", at: cast.range)
            }
        let zone = function == "toDateTime" ? [ResolvedExpression.word(context.timezone)] : []
        return .call(function, [operand] + zone, isNullable ? type.asNullable : type)
    }
}
