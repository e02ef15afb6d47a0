internal import Glibc

/// Wall and processor time since it was started, in seconds.
public struct Stopwatch {
  private let wallStart = Self.now(CLOCK_MONOTONIC)
  private let processorStart = Self.processor()

  /// Starts a watch.
  public init() {}

  /// Seconds of wall time.
  public var wall: Double { Self.now(CLOCK_MONOTONIC) - wallStart }
  /// Seconds of processor time of this process and of the children that have ended.
  public var processor: Double { Self.processor() - processorStart }

  private static func now(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private static func processor() -> Double {
    var children = rusage()
    getrusage(RUSAGE_CHILDREN.rawValue, &children)
    return now(CLOCK_PROCESS_CPUTIME_ID) + seconds(children.ru_utime) + seconds(children.ru_stime)
  }

  private static func seconds(_ time: timeval) -> Double {
    Double(time.tv_sec) + Double(time.tv_usec) / 1e6
  }
}
