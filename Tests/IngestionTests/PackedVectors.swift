/// What lz-string makes of the texts in `WrappingTests`.
enum LZVectors {
    static let event = "N4IgpgbmB2AuIC4QA8QBoQBMCWBnW20AxrAPraaIiA+gAM+BCgIOCAABIKemgNObOC8G4AB7IAvkA==="
    static let repetition = "IY1/kA=="
    static let growing = "N4IghiBc4EYMZnohTUvczase33BOR+xhJ5ZlyIAvkA=="
}

/// What gzip makes of twenty thousand zeros, in base64.
enum GzipVectors {
    static let zeros = "H4sIAAAAAAACA+3BMQEAAADCoErrn84aHkABAAAAAAAAAAAAAAAAAAAAAAAA8GC9DxuMIE4AAA=="
}
