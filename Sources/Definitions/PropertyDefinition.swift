public import Storage

/// A property that a project has sent or will send, and how its values are to be read.
public struct PropertyDefinition: Hashable, Sendable, Identifiable {
    public let id: String
    public let owner: PropertyOwner
    public let name: String
    /// nil while nothing is known.
    public let propertyType: PropertyType?
    public let updatedAt: Timestamp

    init(_ record: PropertyDefinitionRecord) {
        id = record.id
        owner = record.owner
        name = record.name
        propertyType = record.propertyType.flatMap(PropertyType.init)
        updatedAt = record.updatedAt
    }
}

/// Some of the property definitions, and how many there are in all.
public struct PropertyDefinitionPage: Hashable, Sendable {
    public let definitions: [PropertyDefinition]
    public let count: Int
}

/// Which property definitions are asked for.
public struct PropertyDefinitionFilter: Hashable, Sendable {
    /// The word in PostHog's API for what a property belongs to.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        case event, person, group
    }

    public var kind: Kind
    /// Leaves out the properties of other group types.
    public var groupTypeIndex: Int?
    /// A part of the name, in whichever case.
    public var search: String?

    public init(kind: Kind = .event, groupTypeIndex: Int? = nil, search: String? = nil) {
        self.kind = kind
        self.groupTypeIndex = groupTypeIndex
        self.search = search
    }
}

// MARK: - In the database

extension PropertyOwner {
    /// The word for it, in the database and in the API.
    public var type: String {
        switch self {
        case .event: "event"
        case .person: "person"
        case .group: "group"
        }
    }

    var groupTypeIndex: Int {
        if case .group(let index) = self { index } else { PropertyDefinitionRecord.noGroup }
    }
}

extension PropertyDefinitionRecord {
    var owner: PropertyOwner {
        switch type {
        case "person": .person
        case "group": .group(groupTypeIndex)
        default: .event
        }
    }
}
