internal import JSON

extension DemoStory {
    /// Trials that end today, invoices that are due, and what companies buy besides.
    mutating func settleBills() {
        for index in companies.indices {
            if companies[index].trialEnds == day { endTrial(index) }
            if companies[index].subscription?.nextInvoice == day { settleInvoice(index) }
            if companies[index].subscription != nil, random.chance(0.012) { buyAddOn(index) }
        }
    }

    private mutating func endTrial(_ index: Int) {
        companies[index].trialEnds = nil
        let people = companies[index].members
        let isInUse = people.contains { members[$0].hasActivated }
        guard random.chance(isInUse ? 0.42 : 0.03) else {
            for member in people { members[member].habit *= 0.4 }
            return
        }
        let plan: Plan = random.chance(0.8) ? .team : .business
        companies[index].subscription = Subscription(plan: plan, isAnnual: random.chance(0.25), nextInvoice: day)
        capturePlanChange("subscription_started", index)
        charge(index, hour: 21)
    }

    /// An invoice is due, unless the company leaves; some move up first.
    private mutating func settleInvoice(_ index: Int) {
        if random.chance(0.07) { return cancel(index) }
        if random.chance(0.06), let plan = companies[index].plan.next {
            companies[index].subscription?.plan = plan
            capturePlanChange("subscription_upgraded", index)
        }
        charge(index, hour: 22)
    }

    private mutating func charge(_ index: Int, hour: Int) {
        guard let subscription = companies[index].subscription else { return }
        let seats = companies[index].members.count
        var bill: JSONObject = [
            "plan": .string(subscription.plan.rawValue),
            "interval": subscription.isAnnual ? "year" : "month",
            "seats": .number(JSONNumber(seats)),
            "amount": JSONValue(Double(subscription.invoice(seats: seats)) / 100),
            "currency": "USD",
        ]
        if random.chance(0.04) {
            bill["reason"] = .string(random.element(of: ["card_declined", "card_expired", "insufficient_funds"]))
            captureBill("payment_failed", bill, index, hour: hour)
            companies[index].subscription?.nextInvoice = day + 2
        } else {
            captureBill("invoice_paid", bill, index, hour: hour)
            companies[index].subscription?.nextInvoice = day + (subscription.isAnnual ? 365 : 30)
        }
    }

    private mutating func cancel(_ index: Int) {
        let plan = companies[index].plan
        let lost = companies[index].monthlyRevenue
        let reason = random.element(of: ["too_expensive", "missing_feature", "switched", "project_ended", "other"])
        companies[index].subscription = nil
        for member in companies[index].members { members[member].habit *= 0.2 }
        captureBill(
            "subscription_cancelled",
            [
                "plan": .string(plan.rawValue),
                "mrr_lost": JSONValue(Double(lost) / 100),
                "reason": .string(reason),
                "$set": ["plan": "free"],
            ],
            index,
            hour: 3
        )
        captureBill("$groupidentify", companies[index].groupIdentification, index, hour: 3)
    }

    private mutating func buyAddOn(_ index: Int) {
        let (name, price) = random.element(of: [
            ("extra_storage", 9.0), ("summary_credits", 19.0), ("guest_seats", 29.5),
        ])
        let quantity = random.whole(in: 1...4)
        captureBill(
            "addon_purchased",
            [
                "addon": .string(name),
                "quantity": .number(JSONNumber(quantity)),
                "amount": JSONValue(price * Double(quantity)),
                "currency": "USD",
            ],
            index,
            hour: 14
        )
    }

    // MARK: -

    /// The owner's and the company's plan change with it.
    private mutating func capturePlanChange(_ name: String, _ index: Int) {
        let company = companies[index]
        captureBill("$groupidentify", company.groupIdentification, index, hour: 20)
        captureBill(
            name,
            [
                "plan": .string(company.plan.rawValue),
                "seats": .number(JSONNumber(company.members.count)),
                "mrr": JSONValue(Double(company.monthlyRevenue) / 100),
                "$set": ["plan": .string(company.plan.rawValue)],
            ],
            index,
            hour: 20
        )
    }

    private mutating func captureBill(_ name: String, _ properties: JSONObject, _ index: Int, hour: Int) {
        let time = moment(atHour: hour, &random)
        captureOnServer(name, properties, for: companies[index], at: time)
    }
}
