import Testing

@testable import Endpoints

struct FreshnessSettingsTests {
    private func changes(_ change: (inout EndpointChanges) -> Void) -> EndpointChanges {
        var changes = EndpointChanges()
        change(&changes)
        return changes
    }

    private func field(_ changes: EndpointChanges) -> String? {
        do {
            _ = try FreshnessSettings().applying(changes)
            return nil
        } catch {
            return error.field
        }
    }

    @Test func `nothing said leaves the policy by interval and a day's cadence`() throws {
        let settings = try FreshnessSettings().applying(EndpointChanges())
        #expect(settings == FreshnessSettings(cacheAgeSeconds: nil, cadence: .day))
        #expect(settings.dataFreshnessSeconds == nil)
    }

    @Test(arguments: [300, 900, 86_400])
    func `a cache age within its bounds is taken`(seconds: Int) throws {
        #expect(
            try FreshnessSettings().applying(changes { $0.cacheAgeSeconds = .set(seconds) }).cacheAgeSeconds == seconds
        )
    }

    @Test(arguments: [-1, 0, 299, 86_401])
    func `a cache age out of its bounds is refused`(seconds: Int) {
        #expect(field(changes { $0.cacheAgeSeconds = .set(seconds) }) == "cache_age_seconds")
    }

    @Test(arguments: [(900, Cadence.quarterHour), (3600, .hour), (86_400, .day), (604_800, .week)])
    func `one word sets cache age and cadence`(seconds: Int, cadence: Cadence) throws {
        let settings = try FreshnessSettings().applying(changes { $0.dataFreshnessSeconds = .set(seconds) })
        #expect(settings == FreshnessSettings(cacheAgeSeconds: seconds, cadence: cadence))
        #expect(settings.dataFreshnessSeconds == seconds)
    }

    @Test func `the one word alone and null means a day`() throws {
        let settings = try FreshnessSettings().applying(changes { $0.dataFreshnessSeconds = .set(nil) })
        #expect(settings.dataFreshnessSeconds == 86_400)
    }

    @Test func `null beside the words it stands for says nothing`() throws {
        let settings = try FreshnessSettings().applying(
            changes {
                $0.dataFreshnessSeconds = .set(nil)
                $0.cacheAgeSeconds = .set(300)
            }
        )
        #expect(settings.cacheAgeSeconds == 300)
    }

    @Test func `a word that is no bucket, and words that contradict each other, are refused`() {
        let cases = [
            changes { $0.dataFreshnessSeconds = .set(840) },
            changes {
                $0.dataFreshnessSeconds = .set(3600)
                $0.cacheAgeSeconds = .set(900)
            },
            changes {
                $0.dataFreshnessSeconds = .set(3600)
                $0.cadence = .day
            },
        ]
        for changes in cases { #expect(field(changes) == "data_freshness_seconds") }
    }
}
