/// Gets at the JSON of a request, however it is wrapped: in a form or the query, base64, gzip, deflate or lz-string.
struct PayloadDecoder {
    /// The JSON, and what the wrapping said about when it was sent.
    struct Payload {
        var json: [UInt8]
        var sentAt: String?
    }

    let limit: Int

    func payload(of request: CaptureRequest) throws(CaptureError) -> Payload {
        var sentAt = request.query["_"]
        var hint = request.query["compression"]
        var bytes: [UInt8]
        if let data = request.query["data"], !data.isEmpty {
            bytes = Array(data.utf8)
        } else {
            bytes = try unpacked(request.body, encoding: request.contentEncoding)
            if FormFields.isForm(bytes, contentType: request.contentType) {
                let form = FormFields(bytes)
                bytes = form.data ?? []
                hint = form.compression ?? hint
                sentAt = form.sentAt ?? sentAt
            }
        }
        guard bytes.count <= limit * 2 else { throw .tooLarge(limit: limit) }
        return Payload(json: try unwrapped(bytes, hint: hint), sentAt: sentAt)
    }

    /// Undoes what the header `Content-Encoding` announces.
    func unpacked(_ body: [UInt8], encoding: String) throws(CaptureError) -> [UInt8] {
        switch encoding {
        case "", "identity": body
        // The header may be left over from a proxy that has unpacked the body already.
        case "gzip", "gzip-js", "x-gzip": body.starts(with: Inflate.gzipMagic) ? try inflated(body) : body
        case "deflate", "zlib": try inflated(body)
        case "lz64", "lz-string": try unwrapped(body, hint: encoding)
        default: throw .unsupportedEncoding(encoding)
        }
    }

    /// Takes off base64 and compression until JSON is left; what is no JSON either is left to the parser to refuse.
    private func unwrapped(_ wrapped: [UInt8], hint: String?) throws(CaptureError) -> [UInt8] {
        var bytes = wrapped
        if let hint, hint == "lz64" || hint == "lz-string", !Self.looksLikeJSON(bytes) {
            do throws(Inflate.Failure) {
                bytes = try LZString.decompress(base64: bytes, limit: limit)
            } catch { throw refusal(error, "lz64") }
        }
        let layersOfTheMostWrappedClient = 3
        for _ in 0..<layersOfTheMostWrappedClient {
            if bytes.starts(with: Inflate.gzipMagic) {
                bytes = try inflated(bytes)
            } else if Self.looksLikeJSON(bytes) {
                break
            } else if let decoded = Base64.decode(bytes) {
                bytes = decoded
            } else {
                break
            }
        }
        guard bytes.count <= limit else { throw .tooLarge(limit: limit) }
        return bytes
    }

    private func inflated(_ packed: [UInt8]) throws(CaptureError) -> [UInt8] {
        do throws(Inflate.Failure) {
            return try Inflate.inflate(packed, limit: limit)
        } catch { throw refusal(error, "compressed") }
    }

    private func refusal(_ failure: Inflate.Failure, _ what: String) -> CaptureError {
        switch failure {
        case .tooLarge: .tooLarge(limit: limit)
        case .corrupt: .undecodable(reason: "invalid \(what) data")
        }
    }

    private static func looksLikeJSON(_ bytes: [UInt8]) -> Bool {
        let blanks: [UInt8] = [0x20, 0x09, 0x0A, 0x0D]
        switch bytes.first(where: { !blanks.contains($0) }) {
        case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\""): return true
        default: return false
        }
    }
}
