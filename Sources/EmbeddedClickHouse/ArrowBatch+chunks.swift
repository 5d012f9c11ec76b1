internal import ClickHouse

extension ArrowBatch {
    /// Joins the rows of the batch, which are JSON arrays, to chunks of a size that is easy to send.
    func forEachChunk(_ body: (RowChunk) throws -> Void) throws(QueryEngineError) {
        let rows = try text(column: 0)
        var chunk = RowChunk()
        for row in 0..<rows.count {
            if chunk.count > 0 { chunk.bytes.append(UInt8(ascii: ",")) }
            chunk.bytes.append(contentsOf: rows.bytes(at: row))
            chunk.count += 1
            if chunk.bytes.count >= Self.chunkSize || row == rows.count - 1 {
                // Whoever receives rows may end the query by throwing whatever it likes.
                do { try body(chunk) } catch { throw .cancelled }
                chunk = RowChunk()
            }
        }
    }

    private static let chunkSize = 256 << 10
}
