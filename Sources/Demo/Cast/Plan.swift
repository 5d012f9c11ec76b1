/// What a company pays for.
enum Plan: String, Sendable, CaseIterable {
    case free, team, business, enterprise

    /// In cents for one seat and month.
    var priceOfSeat: Int {
        switch self {
        case .free: 0
        case .team: 1_200
        case .business: 2_500
        case .enterprise: 4_500
        }
    }

    var next: Plan? {
        switch self {
        case .free: .team
        case .team: .business
        case .business: .enterprise
        case .enterprise: nil
        }
    }

    /// How many people a company on this plan brings along.
    var usualSeats: ClosedRange<Int> {
        switch self {
        case .free: 1...4
        case .team: 3...10
        case .business: 6...22
        case .enterprise: 14...36
        }
    }
}

/// A running subscription.
struct Subscription: Sendable {
    var plan: Plan
    var isAnnual: Bool
    /// The day of the story on which the next invoice is due.
    var nextInvoice: Int

    /// In cents a month, with a fifth off when a year is paid at once.
    func monthlyRevenue(seats: Int) -> Int {
        plan.priceOfSeat * seats * (isAnnual ? 80 : 100) / 100
    }

    /// In cents.
    func invoice(seats: Int) -> Int {
        monthlyRevenue(seats: seats) * (isAnnual ? 12 : 1)
    }
}
