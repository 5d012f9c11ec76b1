public import CoreMetrics
import Synchronization

/// Keeps the values of swift-metrics' counters, gauges and timers, and writes them as Prometheus text.
///
/// `http.requests` is exported as `hoglet_http_requests_total`, and a timer's nanoseconds as a histogram in seconds.
public final class PrometheusRegistry: Sendable {
    /// All series of one name.
    private struct Family {
        let kind: PrometheusKind
        var series: [[PrometheusLabel]: any PrometheusSeries] = [:]
    }

    private let families = Mutex<[String: Family]>([:])
    private let prefix: String

    public init(prefix: String = "hoglet_") {
        self.prefix = prefix
    }

    /// The whole of it in the text format, version 0.0.4, sorted.
    public func text() -> String {
        let families = families.withLock { $0 }
        var text = PrometheusText()
        for (name, family) in families.sorted(by: { $0.key < $1.key }) where !family.series.isEmpty {
            text.begin(name, family.kind)
            for (labels, series) in family.series.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
                series.write(name, labels, to: &text)
            }
        }
        ProcessMetrics.write(to: &text)
        return text.text
    }

    /// The series of that name and labels; made, if it is the first time somebody asks.
    private func series<Series: PrometheusSeries>(
        _ label: String,
        _ dimensions: [(String, String)],
        suffix: String = "",
        make: () -> Series
    ) -> Series {
        let labels = dimensions.map(PrometheusLabel.init).sorted()
        var name = prefix + PrometheusText.name(label)
        if !name.hasSuffix(suffix) { name += suffix }
        return families.withLock { families in
            // Two kinds cannot share a name; the second one gets its kind into it.
            if let family = families[name], family.kind != Series.kind { name += "_\(Series.kind.rawValue)" }
            var family = families[name] ?? Family(kind: Series.kind)
            if let known = family.series[labels] as? Series { return known }
            let made = make()
            family.series[labels] = made
            families[name] = family
            return made
        }
    }

    private func remove(_ handler: AnyObject) {
        families.withLock { families in
            families = families.mapValues { family in
                var family = family
                family.series = family.series.filter { $0.value !== handler }
                return family
            }
        }
    }
}

// MARK: - swift-metrics

extension PrometheusRegistry: MetricsFactory {
    public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        series(label, dimensions, suffix: "_total") { PrometheusCounter() }
    }

    public func makeFloatingPointCounter(
        label: String,
        dimensions: [(String, String)]
    ) -> any FloatingPointCounterHandler {
        series(label, dimensions, suffix: "_total") { PrometheusFloatingPointCounter() }
    }

    public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        series(label, dimensions) { PrometheusGauge() }
    }

    public func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        guard aggregate else { return series(label, dimensions) { PrometheusGauge() } }
        return series(label, dimensions) { PrometheusHistogram(bounds: PrometheusHistogram.magnitudes) }
    }

    public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        series(label, dimensions, suffix: "_seconds") { PrometheusHistogram(bounds: PrometheusHistogram.seconds) }
    }

    public func destroyCounter(_ handler: any CounterHandler) { remove(handler) }
    public func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) { remove(handler) }
    public func destroyMeter(_ handler: any MeterHandler) { remove(handler) }
    public func destroyRecorder(_ handler: any RecorderHandler) { remove(handler) }
    public func destroyTimer(_ handler: any TimerHandler) { remove(handler) }
}
