/// What a visitor looks at the product with.
struct Device: Sendable {
    let browser: String
    let browserVersion: Int
    let system: String
    let kind: String
    let width: Int
    let height: Int

    /// At home and on the way: what people find a product's site with.
    static let anywhere = Weighted<Device>(
        (Device("Chrome", 142, "Windows", "Desktop", 1920, 1080), 24),
        (Device("Chrome", 142, "Mac OS X", "Desktop", 1728, 1117), 17),
        (Device("Chrome", 141, "Linux", "Desktop", 2560, 1440), 4),
        (Device("Safari", 26, "Mac OS X", "Desktop", 1512, 982), 10),
        (Device("Firefox", 145, "Windows", "Desktop", 1920, 1080), 5),
        (Device("Firefox", 145, "Linux", "Desktop", 1920, 1200), 3),
        (Device("Microsoft Edge", 142, "Windows", "Desktop", 1536, 864), 7),
        (Device("Mobile Safari", 26, "iOS", "Mobile", 393, 852), 17),
        (Device("Chrome", 142, "Android", "Mobile", 412, 915), 11),
        (Device("Samsung Internet", 28, "Android", "Mobile", 384, 832), 2),
        (Device("Mobile Safari", 26, "iOS", "Tablet", 820, 1180), 2)
    )

    /// At the desk: what people work with.
    static let desk = Weighted<Device>(
        (Device("Chrome", 142, "Mac OS X", "Desktop", 1728, 1117), 34),
        (Device("Chrome", 142, "Windows", "Desktop", 1920, 1080), 32),
        (Device("Safari", 26, "Mac OS X", "Desktop", 1512, 982), 10),
        (Device("Firefox", 145, "Linux", "Desktop", 1920, 1200), 7),
        (Device("Microsoft Edge", 142, "Windows", "Desktop", 1536, 864), 13)
    )

    /// In the pocket: the same people, now and then.
    static let pocket = Weighted<Device>(
        (Device("Mobile Safari", 26, "iOS", "Mobile", 393, 852), 60),
        (Device("Chrome", 142, "Android", "Mobile", 412, 915), 40)
    )

    init(_ browser: String, _ browserVersion: Int, _ system: String, _ kind: String, _ width: Int, _ height: Int) {
        self.browser = browser
        self.browserVersion = browserVersion
        self.system = system
        self.kind = kind
        self.width = width
        self.height = height
    }
}
