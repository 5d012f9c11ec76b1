internal import JSON

/// Somebody with a browser, known only by the random id that the browser keeps.
struct Visitor: Sendable {
    let anonymousID: String
    let device: Device
    let place: Place
    let origin: Origin

    /// What the client library adds to every event of this visitor.
    func properties(session: String, window: String) -> JSONObject {
        [
            "$session_id": .string(session),
            "$window_id": .string(window),
            "$device_id": .string(anonymousID),
            "$lib": "web",
            "$lib_version": "1.298.0",
            "$browser": .string(device.browser),
            "$browser_version": .number(JSONNumber(device.browserVersion)),
            "$os": .string(device.system),
            "$device_type": .string(device.kind),
            "$screen_width": .number(JSONNumber(device.width)),
            "$screen_height": .number(JSONNumber(device.height)),
            "$browser_language": .string(place.language),
            "$timezone": .string(place.timeZone),
            "$geoip_country_code": .string(place.countryCode),
            "$geoip_country_name": .string(place.country),
            "$geoip_city_name": .string(place.city),
        ]
    }

    /// The same person with another device in hand.
    func holding(_ device: Device, known anonymousID: String) -> Visitor {
        Visitor(anonymousID: anonymousID, device: device, place: place, origin: origin)
    }
}
