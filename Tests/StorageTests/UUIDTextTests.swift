import Storage
import Testing

struct UUIDTextTests {
    private let canonical = "018f2f00-abcd-7000-8000-0000000000ef"

    @Test(arguments: [
        "018f2f00-abcd-7000-8000-0000000000ef", "018F2F00-ABCD-7000-8000-0000000000EF",
        "018f2f00abcd700080000000000000ef",
    ])
    func `capitals and missing dashes make no difference`(text: String) {
        #expect(UUIDText.normalized(text) == canonical)
    }

    @Test(arguments: [
        "", "1", "018f2f00-abcd-7000-8000-0000000000e", "018f2f00-abcd-7000-8000-0000000000ef0",
        "gggggggg-abcd-7000-8000-0000000000ef", "018f2f00abcd-70008000-0000-000000ef",
        "018f2f00-abcd-7000-80000000000000ef",
    ])
    func `what is no UUID has no spelling`(text: String) {
        #expect(UUIDText.normalized(text) == nil)
    }

    @Test func `a new one is in the usual spelling`() {
        let made = UUIDText.make()

        #expect(UUIDText.normalized(made) == made)
    }
}
