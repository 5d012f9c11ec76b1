internal import CChDB
internal import Foundation

/// chDB's shared library, loaded into this process.
///
/// It is loaded once and stays: neither chDB nor CPython can be unloaded.
public struct ChDBLibrary: Sendable {
    let driver: ADBCDriver

    /// Loads the library at `path`: the file itself, or the folder it was unpacked into.
    public init(at path: String) throws(ChDBLibraryError) {
        let file = try Self.file(at: path)
        if file.needsPython, !Self.pythonNames.contains(where: { cchdb_load_python($0) }) {
            throw .pythonIsMissing
        }
        var table = AdbcDriver()
        if let message = cchdb_load(file.path, &table) {
            defer { free(message) }
            throw .notLoadable(file: file.path, reason: String(cString: message))
        }
        guard let driver = ADBCDriver(table) else {
            throw .notLoadable(file: file.path, reason: "its driver lacks functions that Hoglet needs")
        }
        self.driver = driver
    }

    /// Names of CPython's library, any of which will do; the system's loader knows where they are.
    private static let pythonNames: [String] = (9...14).reversed().flatMap { minor in
        ["libpython3.\(minor).so.1.0", "libpython3.\(minor).dylib"]
    }
}

// MARK: - Finding the file

extension ChDBLibrary {
    private struct File {
        let path: String

        /// The build for Python names exceptions and types of CPython, though it never starts an interpreter here.
        var needsPython: Bool { (path as NSString).lastPathComponent.hasPrefix("_chdb") }
    }

    private static func file(at path: String) throws(ChDBLibraryError) -> File {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { throw .notFound(path: path) }
        guard isFolder.boolValue else { return File(path: path) }
        let inside = ["chdb/_chdb.abi3.so", "_chdb.abi3.so", "libchdb.so", "lib/libchdb.so", "libchdb.dylib"]
        for name in inside {
            let candidate = (path as NSString).appendingPathComponent(name)
            if FileManager.default.fileExists(atPath: candidate) { return File(path: candidate) }
        }
        throw .notFound(path: path)
    }
}

/// Why chDB cannot be had, and what to do about it.
public enum ChDBLibraryError: Error, Hashable, Sendable {
    case notFound(path: String)
    case pythonIsMissing
    case notLoadable(file: String, reason: String)
}

extension ChDBLibraryError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notFound(let path):
            "there is no chDB library at \(path): run `make engine`, or set HOGLET_CHDB_LIBRARY to the file or its folder"
        case .pythonIsMissing:
            "chDB needs the shared library of CPython 3.9 or newer, for example Debian's package libpython3.11 "
                + "or Ubuntu's libpython3.12; or use libchdb.so, which does not need it"
        case .notLoadable(let file, let reason):
            "chDB cannot be loaded from \(file): \(reason)"
        }
    }
}
