internal import CChDB
internal import ClickHouse

/// Some rows in Arrow's layout, valid until the engine makes the next ones.
struct ArrowBatch {
    let array: ArrowArray
    /// Arrow's letters for the type of each column.
    let formats: [String]

    var count: Int { Int(array.length) }

    static func formats(of schema: ArrowSchema) -> [String] {
        (0..<Int(schema.n_children)).map { index in
            schema.children[index]?.pointee.format.map { String(cString: $0) } ?? ""
        }
    }

    /// A column of strings.
    func text(column index: Int) throws(QueryEngineError) -> ArrowText {
        guard index < formats.count, let column = array.children?[index]?.pointee,
            let text = ArrowText(
                column,
                format: formats[index],
                parentOffset: Int(array.offset),
                count: Int(array.length)
            )
        else { throw .failed(reason: "column \(index) of a result is not text") }
        return text
    }
}

/// A column of strings in any of Arrow's three layouts for them.
struct ArrowText {
    private enum Layout {
        case empty
        case offsets32(UnsafePointer<Int32>, UnsafeRawPointer?)
        case offsets64(UnsafePointer<Int64>, UnsafeRawPointer?)
        case views(UnsafeRawPointer, UnsafeMutablePointer<UnsafeRawPointer?>)
    }

    let count: Int
    private let layout: Layout
    private let offset: Int

    init?(_ column: ArrowArray, format: String, parentOffset: Int, count: Int) {
        self.count = count
        offset = parentOffset + Int(column.offset)
        guard count > 0 else {
            // A batch without rows may come without buffers.
            layout = .empty
            return
        }
        guard column.n_buffers >= 2, let buffers = column.buffers, let second = buffers[1] else { return nil }
        switch format {
        case "u", "z": layout = .offsets32(second.assumingMemoryBound(to: Int32.self), buffers[2])
        case "U", "Z": layout = .offsets64(second.assumingMemoryBound(to: Int64.self), buffers[2])
        case "vu", "vz": layout = .views(second, buffers)
        default: return nil
        }
    }

    /// The bytes of one row's string.
    func bytes(at row: Int) -> UnsafeRawBufferPointer {
        switch layout {
        case .empty: UnsafeRawBufferPointer(start: nil, count: 0)
        case .offsets32(let offsets, let data):
            slice(data, from: Int(offsets[offset + row]), to: Int(offsets[offset + row + 1]))
        case .offsets64(let offsets, let data):
            slice(data, from: Int(offsets[offset + row]), to: Int(offsets[offset + row + 1]))
        case .views(let views, let buffers):
            Self.view(views + (offset + row) * 16, buffers)
        }
    }

    func string(at row: Int) -> String { String(decoding: bytes(at: row), as: UTF8.self) }

    private func slice(_ data: UnsafeRawPointer?, from start: Int, to end: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: data.map { $0 + start }, count: data == nil ? 0 : end - start)
    }

    /// A view is 16 bytes: the length, then up to 12 bytes of text, or a prefix, a buffer's number and a place in it.
    private static func view(
        _ view: UnsafeRawPointer,
        _ buffers: UnsafeMutablePointer<UnsafeRawPointer?>
    ) -> UnsafeRawBufferPointer {
        let length = Int(view.loadUnaligned(as: Int32.self))
        if length <= 12 { return UnsafeRawBufferPointer(start: view + 4, count: length) }
        let buffer = Int(view.loadUnaligned(fromByteOffset: 8, as: Int32.self))
        let start = Int(view.loadUnaligned(fromByteOffset: 12, as: Int32.self))
        return UnsafeRawBufferPointer(start: buffers[2 + buffer].map { $0 + start }, count: length)
    }
}
