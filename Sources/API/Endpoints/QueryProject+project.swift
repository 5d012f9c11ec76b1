public import Access
import HogQL
public import Querying

extension QueryProject {
    /// What a query needs to know of a project.
    public init(_ project: Project) {
        self.init(
            id: project.id,
            timezone: project.timezone,
            weekStartDay: WeekStartDay(rawValue: project.weekStartDay.rawValue) ?? .sunday,
            testAccountFilters: project.testAccountFilters
        )
    }
}
