import Access
import Foundation

/// What the server tells the person who started it, on standard output.
enum Announcement {
    /// The secrets of a first start: shown this once, since the key is stored nowhere.
    static func print(_ secrets: Bootstrap.Secrets) {
        write(
            """
            This is the first start on this data folder. Keep these, they are not shown again:
              personal API key  \(secrets.personalKey)
              project token     \(secrets.projectToken)

            """
        )
    }

    static func print(readyAt address: String) {
        write("Hoglet is ready at \(address)\n")
    }

    /// How to look at the demo, with a line that works when it is pasted.
    static func print(demoAt address: String, key: String) {
        write(
            """

            Demo project
              address  \(address)
              key      \(key)

              curl -s -H 'Authorization: Bearer \(key)' \(address)/api/projects/1/endpoints/weekly_active_users/run

            Ctrl-C stops the server.

            """
        )
    }

    private static func write(_ text: String) {
        // Not `print`, whose text waits in a buffer when standard output is no terminal.
        FileHandle.standardOutput.write(Data(text.utf8))
    }
}
