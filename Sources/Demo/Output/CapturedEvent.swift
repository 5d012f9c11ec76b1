internal import JSON

/// An event as a client library would send it, ready to be written as a line for `hoglet import`.
struct CapturedEvent: Sendable {
    var name: String
    var timestamp: Moment
    var distinctID: String
    /// Properties that this event alone has.
    var properties: JSONObject
    /// Properties that all events of a visit have in common, written once for all of them.
    var shared: SharedProperties
    var elementsChain: String?

    /// Appends the event as one line.
    func writeLine(uuid: String, to output: inout [UInt8]) {
        output.append(contentsOf: "{\"uuid\":\"\(uuid)\",\"event\":".utf8)
        JSONValue.write(name, to: &output)
        output.append(contentsOf: ",\"timestamp\":\"".utf8)
        timestamp.write(to: &output)
        output.append(contentsOf: "\",\"distinct_id\":".utf8)
        JSONValue.write(distinctID, to: &output)
        if let elementsChain {
            output.append(contentsOf: ",\"elements_chain\":".utf8)
            JSONValue.write(elementsChain, to: &output)
        }
        output.append(contentsOf: ",\"properties\":{".utf8)
        output.append(contentsOf: shared.bytes)
        for member in properties {
            output.append(UInt8(ascii: ","))
            JSONValue.write(member.key, to: &output)
            output.append(UInt8(ascii: ":"))
            member.value.write(to: &output)
        }
        output.append(contentsOf: "}}\n".utf8)
    }
}

/// The members of a JSON object as bytes, without the braces, so that many events can share them.
struct SharedProperties: Sendable {
    private(set) var bytes: [UInt8]

    init(_ properties: JSONObject) {
        bytes = Array(JSONValue.object(properties).serialized().dropFirst().dropLast())
    }

    func adding(_ properties: JSONObject) -> SharedProperties {
        var sum = self
        sum.bytes.append(UInt8(ascii: ","))
        sum.bytes.append(contentsOf: SharedProperties(properties).bytes)
        return sum
    }
}
