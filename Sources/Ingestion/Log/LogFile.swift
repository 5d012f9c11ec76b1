import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A file that grows at its end and is on the disk when it says so.
final class LogFile {
    private let descriptor: Int32
    private(set) var size = 0

    /// Creates the file, which must not exist yet, and makes its name durable.
    init(creating path: String) throws {
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw FileFailure.last("create", path) }
        try Self.syncFolder(of: path)
    }

    deinit {
        close(descriptor)
    }

    /// Appends all bytes; they are safe only after ``sync()``.
    func append(_ bytes: [UInt8]) throws {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { rest in
                write(descriptor, rest.baseAddress?.advanced(by: written), rest.count - written)
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw FileFailure.last("write", "log") }
            written += count
        }
        size += written
    }

    /// Returns when everything appended so far is on the disk.
    func sync() throws {
        guard fsync(descriptor) == 0 else { throw FileFailure.last("sync", "log") }
    }

    /// Makes the names in the folder of a file durable.
    static func syncFolder(of path: String) throws {
        let folder = (path as NSString).deletingLastPathComponent
        let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileFailure.last("open", folder) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw FileFailure.last("sync", folder) }
    }

    /// Writes a whole file so that it is on the disk afterwards, replacing what was there.
    static func save(_ bytes: [UInt8], to path: String) throws {
        if unlink(path) != 0, errno != ENOENT { throw FileFailure.last("replace", path) }
        let file = try LogFile(creating: path)
        try file.append(bytes)
        try file.sync()
    }
}

/// A file operation that the system refused.
struct FileFailure: Error, CustomStringConvertible {
    let description: String

    static func last(_ operation: String, _ path: String) -> FileFailure {
        FileFailure(description: "could not \(operation) \(path): \(String(cString: strerror(errno)))")
    }
}
