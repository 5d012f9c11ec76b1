/// Names for people and companies that do not exist; their addresses end in `.example`, which nobody can own.
enum Names {
    static let first = [
        "Ada", "Amir", "Anna", "Ben", "Carla", "Chen", "Clara", "Daniel", "Diego", "Elena", "Emil", "Emma", "Farah",
        "Femi",
        "Grace", "Hana", "Hugo", "Ines", "Isaac", "Jonas", "Julia", "Kofi", "Lara", "Leo", "Lin", "Lucas", "Maja",
        "Marco",
        "Maria", "Mateo", "Maya", "Nina", "Noah", "Nora", "Omar", "Priya", "Ravi", "Rosa", "Ruth", "Sam", "Sara",
        "Sofia",
        "Tariq", "Theo", "Tomas", "Vera", "Yuki", "Zoe",
    ]

    static let last = [
        "Adams", "Andersson", "Bauer", "Becker", "Brown", "Carvalho", "Chowdhury", "Costa", "Dubois", "Fischer",
        "Garcia",
        "Haddad", "Hansen", "Ito", "Jansen", "Kapoor", "Kaya", "Keller", "Khan", "Kim", "Kowalski", "Lopez", "Martin",
        "Mensah", "Meyer", "Moreau", "Nakamura", "Novak", "Okafor", "Olsen", "Patel", "Peters", "Rossi", "Santos",
        "Schmidt",
        "Silva", "Singh", "Smith", "Suzuki", "Taylor", "Visser", "Wagner", "Walker", "Weber", "Wilson", "Wright",
        "Yang",
    ]

    static let companyFirst = [
        "Amber", "Atlas", "Birch", "Blue", "Bright", "Cedar", "Clear", "Cobalt", "Copper", "Coral", "Delta", "Ember",
        "Fable",
        "Granite", "Harbor", "Hazel", "Indigo", "Ivory", "Juniper", "Lumen", "Maple", "Marble", "Meadow", "Nimbus",
        "North",
        "Oak", "Opal", "Orchard", "Pebble", "Pine", "Quartz", "River", "Saffron", "Silver", "Slate", "Solar", "Tidal",
        "Willow",
    ]

    static let companySecond = [
        "Analytics", "Architects", "Bakery", "Clinics", "Collective", "Consulting", "Design", "Energy", "Films",
        "Foods",
        "Games", "Health", "Insurance", "Labs", "Learning", "Legal", "Logistics", "Media", "Mobility", "Outdoors",
        "Press",
        "Robotics", "Software", "Studio", "Systems", "Travel", "Works",
    ]

    static let industries = [
        "software", "agency", "consulting", "education", "healthcare", "manufacturing", "media", "non-profit", "retail",
    ]

    static let roles = ["engineering", "design", "product", "marketing", "operations", "leadership"]
}
