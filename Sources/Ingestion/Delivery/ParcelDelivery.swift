import ClickHouse
import Foundation
import Logging

/// Puts parcels into the engine, each exactly once however often it is tried.
struct ParcelDelivery: Sendable {
    let engine: any QueryEngine
    let outbox: Outbox
    let metrics: IngestionMetrics

    /// Inserts the rows and removes the file.
    ///
    /// Throws only what trying again may cure.
    func deliver(_ parcel: Outbox.Parcel) async throws(QueryEngineError) {
        do throws(QueryEngineError) {
            try await engine.insert(parcel.table.insertion(of: parcel.path, token: outbox.token(of: parcel)))
        } catch .refused(let exception) where Self.isFaultOfData(exception) {
            Logger.current.error(
                "the engine refuses rows",
                metadata: ["table": "\(parcel.table)", "error": "\(exception.message)"]
            )
            let lines = read(parcel)
            try await deliver(lines, lines.indices, of: parcel, exception)
        }
        do { try outbox.remove(parcel) } catch { throw .failed(reason: "\(error)") }
    }

    /// Inserts what can be inserted: halves the rows until the bad ones are alone, and sets those aside.
    private func deliver(
        _ lines: [ArraySlice<UInt8>],
        _ range: Range<Int>,
        of parcel: Outbox.Parcel,
        _ exception: QueryEngineError.Exception
    ) async throws(QueryEngineError) {
        guard range.count > 1 else { return try setAside(lines[range], range.lowerBound, of: parcel, exception) }
        let middle = range.lowerBound + range.count / 2
        for half in [range.lowerBound..<middle, middle..<range.upperBound] {
            do throws(QueryEngineError) {
                try await insert(lines[half], half, of: parcel)
            } catch .refused(let exception) where Self.isFaultOfData(exception) {
                try await deliver(lines, half, of: parcel, exception)
            }
        }
    }

    private func insert(
        _ lines: ArraySlice<ArraySlice<UInt8>>,
        _ range: Range<Int>,
        of parcel: Outbox.Parcel
    ) async throws(QueryEngineError) {
        let path = parcel.path + ".part"
        do { try LogFile.save(Array(lines.joined()), to: path) } catch { throw .failed(reason: "\(error)") }
        defer { try? FileManager.default.removeItem(atPath: path) }
        try await engine.insert(parcel.table.insertion(of: path, token: outbox.token(of: parcel, part: range)))
    }

    private func setAside(
        _ lines: ArraySlice<ArraySlice<UInt8>>,
        _ line: Int,
        of parcel: Outbox.Parcel,
        _ exception: QueryEngineError.Exception
    ) throws(QueryEngineError) {
        do {
            try outbox.setAside(Array(lines.joined()), of: parcel, line: line, because: exception.message)
        } catch { throw .failed(reason: "\(error)") }
        if parcel.table == .events { metrics.count(dropped: lines.count, .refusedByEngine) }
    }

    private func read(_ parcel: Outbox.Parcel) -> [ArraySlice<UInt8>] {
        let bytes = (FileManager.default.contents(atPath: parcel.path)).map(Array.init) ?? []
        return bytes.split(separator: UInt8(ascii: "\n")).map { bytes[$0.startIndex..<$0.endIndex + 1] }
    }

    /// Whether the rows themselves are at fault: the codes with which ClickHouse says that it cannot read a value.
    ///
    /// Anything else, from a full disk to a missing table, can be put right, so trying again helps.
    private static func isFaultOfData(_ exception: QueryEngineError.Exception) -> Bool {
        [6, 25, 26, 27, 33, 38, 41, 53, 69, 72, 117, 130, 131, 306, 376].contains(exception.code)
    }
}
