/// Where a visitor is, as PostHog's GeoIP lookup would say it.
struct Place: Sendable {
    let countryCode: String
    let country: String
    let city: String
    let timeZone: String
    /// Hours ahead of UTC; summer time is left out, this is a demo.
    let hoursAhead: Int
    let language: String

    static let all = Weighted<Place>(
        (Place("US", "United States", "New York", "America/New_York", -5, "en-US"), 16),
        (Place("US", "United States", "San Francisco", "America/Los_Angeles", -8, "en-US"), 11),
        (Place("US", "United States", "Austin", "America/Chicago", -6, "en-US"), 7),
        (Place("GB", "United Kingdom", "London", "Europe/London", 0, "en-GB"), 12),
        (Place("DE", "Germany", "Berlin", "Europe/Berlin", 1, "de-DE"), 9),
        (Place("DE", "Germany", "Munich", "Europe/Berlin", 1, "de-DE"), 4),
        (Place("FR", "France", "Paris", "Europe/Paris", 1, "fr-FR"), 6),
        (Place("NL", "Netherlands", "Amsterdam", "Europe/Amsterdam", 1, "nl-NL"), 4),
        (Place("ES", "Spain", "Barcelona", "Europe/Madrid", 1, "es-ES"), 4),
        (Place("SE", "Sweden", "Stockholm", "Europe/Stockholm", 1, "sv-SE"), 3),
        (Place("PL", "Poland", "Krakow", "Europe/Warsaw", 1, "pl-PL"), 3),
        (Place("CA", "Canada", "Toronto", "America/Toronto", -5, "en-CA"), 5),
        (Place("BR", "Brazil", "São Paulo", "America/Sao_Paulo", -3, "pt-BR"), 5),
        (Place("IN", "India", "Bengaluru", "Asia/Kolkata", 5, "en-IN"), 7),
        (Place("JP", "Japan", "Tokyo", "Asia/Tokyo", 9, "ja-JP"), 3),
        (Place("AU", "Australia", "Sydney", "Australia/Sydney", 10, "en-AU"), 3)
    )

    init(
        _ countryCode: String,
        _ country: String,
        _ city: String,
        _ timeZone: String,
        _ hoursAhead: Int,
        _ language: String
    ) {
        self.countryCode = countryCode
        self.country = country
        self.city = city
        self.timeZone = timeZone
        self.hoursAhead = hoursAhead
        self.language = language
    }
}
