import Foundation

/// Rows that are on their way into the engine: files of JSON lines, one for each segment and table.
///
/// They are written before the transaction that makes their segment's changes to persons final, and count only once
/// that is committed. From then on they, and no longer the segment, are what is still to be delivered.
struct Outbox: Sendable {
    /// A file of rows.
    struct Parcel: Hashable, Sendable {
        let segment: UInt64
        let table: DeliveryTable
        let path: String
    }

    private static let suffix = ".jsonl"

    let folder: String
    /// Where rows end up that the engine does not take.
    private let quarantine: String
    /// Makes tokens of different logs different.
    private let logID: String

    init(folder: String, quarantine: String, logID: String) throws {
        self.folder = folder
        self.quarantine = quarantine
        self.logID = logID
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    /// Puts the rows of a segment on the disk.
    func save(_ rows: SegmentRows, of segment: UInt64) throws -> [Parcel] {
        try DeliveryTable.allCases.compactMap { table in
            guard let writer = rows.writers[table] else { return nil }
            let parcel = parcel(segment, table)
            try LogFile.save(writer.bytes, to: parcel.path)
            return parcel
        }
    }

    /// What is left of an earlier run, oldest first.
    ///
    /// What belongs to segments that will be read again is removed.
    func remaining(upTo resolved: UInt64) throws -> [Parcel] {
        var parcels: [Parcel] = []
        for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() {
            let parts = name.split(separator: ".")
            guard parts.count == 3, let segment = UInt64(parts[0]),
                let table = DeliveryTable(rawValue: String(parts[1])),
                segment <= resolved
            else {
                try FileManager.default.removeItem(atPath: folder + "/" + name)
                continue
            }
            parcels.append(parcel(segment, table))
        }
        let order = { (parcel: Parcel) in
            (parcel.segment, DeliveryTable.allCases.firstIndex(of: parcel.table) ?? 0)
        }
        return parcels.sorted { order($0) < order($1) }
    }

    private func parcel(_ segment: UInt64, _ table: DeliveryTable) -> Parcel {
        let digits = String(segment)
        let name = String(repeating: "0", count: max(0, 20 - digits.count)) + digits
        return Parcel(segment: segment, table: table, path: "\(folder)/\(name).\(table.rawValue)\(Self.suffix)")
    }

    /// What makes the insertion of a parcel, or of a part of it, the same one when it is repeated.
    func token(of parcel: Parcel, part: Range<Int>? = nil) -> String {
        "\(logID)-\(parcel.segment)-\(parcel.table.rawValue)"
            + (part.map { "-\($0.lowerBound)-\($0.upperBound)" } ?? "")
    }

    func remove(_ parcel: Parcel) throws {
        try FileManager.default.removeItem(atPath: parcel.path)
    }

    /// Keeps a row that the engine does not take, with its words about it, for a human to look at.
    func setAside(_ row: [UInt8], of parcel: Parcel, line: Int, because reason: String) throws {
        try FileManager.default.createDirectory(atPath: quarantine, withIntermediateDirectories: true)
        let path = "\(quarantine)/\(parcel.segment).\(parcel.table.rawValue).\(line)"
        try LogFile.save(row, to: path + Self.suffix)
        try LogFile.save(Array(reason.utf8), to: path + ".reason")
    }
}
