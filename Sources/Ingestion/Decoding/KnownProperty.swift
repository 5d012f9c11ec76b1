/// A property that means something to ingestion itself.
enum KnownProperty: String, CaseIterable, Sendable {
    case set = "$set"
    case setOnce = "$set_once"
    case unset = "$unset"
    case groups = "$groups"
    case sessionID = "$session_id"
    case windowID = "$window_id"
    case anonymousDistinctID = "$anon_distinct_id"
    case alias
    case distinctID = "distinct_id"
    case token
    case processesPersonProfile = "$process_person_profile"
    case elements = "$elements"
    case elementsChain = "$elements_chain"
    case ignoresSentAt = "$ignore_sent_at"
    case library = "$lib"

    static let table = NameTable(KnownProperty.self)
}

/// A member of an event, or of the request around it, that means something.
enum EventField: String, CaseIterable, Sendable {
    case name = "event"
    case distinctID = "distinct_id"
    case dollarDistinctID = "$distinct_id"
    case uuid
    case properties
    case timestamp
    case offset
    case sentAt = "sent_at"
    case set = "$set"
    case setOnce = "$set_once"
    case unset = "$unset"
    case token
    case dollarToken = "$token"
    case apiKey = "api_key"
    case batch
    // capture v1
    case options
    case sessionID = "session_id"
    case windowID = "window_id"
    // imported rows, and capture v1 for the first
    case createdAt = "created_at"
    case personID = "person_id"
    case personProperties = "person_properties"
    case elementsChain = "elements_chain"

    static let table = NameTable(EventField.self)
}
