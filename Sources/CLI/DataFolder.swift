import Foundation

/// The folder of a server: `hoglet.sqlite`, `engine/`, `log/`, and a lock that keeps a second server out.
struct DataFolder {
    let path: String

    init(_ path: String) throws {
        let url = URL(filePath: path).standardizedFileURL
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        self.path = url.path()
    }

    var database: String { path + "/hoglet.sqlite" }
    var engine: String { path + "/engine" }
    var log: String { path + "/log" }

    /// Takes the lock; it is held until the process ends, however it ends.
    func lock() throws(DataFolderInUse) {
        let descriptor = open(path + "/lock", O_CREAT | O_RDWR | O_CLOEXEC, 0o644)
        guard descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { throw DataFolderInUse(path: path) }
    }
}

/// Another process works on the folder, or it can't be written.
struct DataFolderInUse: Error, CustomStringConvertible {
    let path: String

    var description: String {
        "The data folder \(path) is in use by another hoglet, or it can't be written. Stop the other one, or give another --data."
    }
}
