import Foundation
import Testing

@testable import Ingestion

struct EventLogTests {
    private let record = Array("a record".utf8)

    @Test func `what was appended is read back`() throws {
        var segment = SegmentFormat.header
        SegmentFormat.write(record, to: &segment)
        SegmentFormat.write([], to: &segment)
        SegmentFormat.write(Array("another".utf8), to: &segment)

        let content = SegmentFormat.content(of: segment)

        #expect(content.records.map(Array.init) == [record, [], Array("another".utf8)])
        #expect(content.validSize == segment.count)
    }

    @Test func `a tail torn at any byte costs the torn record alone`() throws {
        var segment = SegmentFormat.header
        SegmentFormat.write(record, to: &segment)
        let whole = segment.count
        SegmentFormat.write(record, to: &segment)

        for size in whole..<segment.count {
            let content = SegmentFormat.content(of: Array(segment[..<size]))
            #expect(content.records.map(Array.init) == [record])
            #expect(content.validSize == whole)
        }
    }

    @Test func `a flipped bit is recognised`() throws {
        var segment = SegmentFormat.header
        SegmentFormat.write(record, to: &segment)
        segment[segment.count - 1] ^= 1

        #expect(SegmentFormat.content(of: segment).records.isEmpty)
    }

    @Test func `an entry survives the log`() throws {
        var event = CapturedEvent(
            uuid: EngineUUID(high: 1, low: 2),
            name: "e",
            distinctID: "日本",
            timestamp: Fixture.now,
            receivedAt: Fixture.now
        )
        event.personUpdate.set = Array(#"{"a":1}"#.utf8)
        event.isPersonless = true
        event.history = .init(personID: EngineUUID(high: 3, low: 4), personProperties: Array("{}".utf8))
        let person = ImportedPerson(
            id: EngineUUID(high: 5, low: 6),
            distinctIDs: ["a", "b"],
            properties: Array("{}".utf8),
            createdAt: Fixture.now
        )
        let entries: [LogEntry] = [.event(event, projectID: 7), .person(person, projectID: 8)]

        var writer = ByteWriter()
        for entry in entries { entry.write(to: &writer) }

        #expect(try LogEntry.entries(of: writer.bytes[...]) == entries)
    }

    @Test func `records that wait together are synced together`() async throws {
        try await Fixture.with { fixture in
            let folder = try SegmentFolder(path: fixture.folder + "/log")
            let log = EventLog(folder: folder, after: 41)

            let answers = await withTaskGroup { group in
                for number in 0..<200 { group.addTask { await log.append(Array("\(number)".utf8)) } }
                return await group.reduce(into: []) { $0.append($1) }
            }
            await log.finish()

            let segments = try folder.segments()
            let content = SegmentFormat.content(of: try folder.bytes(of: try #require(segments.first)))
            #expect(answers == Array(repeating: true, count: 200))
            #expect(segments.map(\.number) == [42])
            #expect(Set(content.records.map { String(decoding: $0, as: UTF8.self) }) == Set((0..<200).map(String.init)))
        }
    }

    @Test func `a full segment is closed and the next one begun`() async throws {
        try await Fixture.with { fixture in
            let folder = try SegmentFolder(path: fixture.folder + "/log")
            let log = EventLog(folder: folder, after: 0, limits: .init(segmentSize: 100))

            for _ in 0..<3 { _ = await log.append([UInt8](repeating: 0, count: 200)) }
            await log.finish()

            var closed: [UInt64] = []
            for await segment in log.segments { closed.append(segment.number) }
            #expect(closed == [1, 2, 3])
        }
    }

    @Test func `a log that is full says no`() async throws {
        try await Fixture.with { fixture in
            let folder = try SegmentFolder(path: fixture.folder + "/log")
            let log = EventLog(folder: folder, after: 0, limits: .init(waitingForDelivery: 100))

            let first = await log.append([UInt8](repeating: 0, count: 200))
            let second = await log.append([0])
            log.settle(log.backlogSize)
            let third = await log.append([0])

            #expect([first, second, third] == [true, false, true])
        }
    }

    @Test func `a log that cannot be written says no`() async throws {
        try await Fixture.with { fixture in
            let folder = try SegmentFolder(path: fixture.folder + "/log")
            let log = EventLog(folder: folder, after: 0)
            try FileManager.default.removeItem(atPath: folder.path)

            #expect(await log.append([0]) == false)
        }
    }
}
