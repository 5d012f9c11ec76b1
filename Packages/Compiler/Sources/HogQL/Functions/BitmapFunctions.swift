extension Function {
    /// Sets of integers kept as bitmaps.
    static let bitmap: [Function] = [
        Function("bitmapBuild", 1, 1),
        Function("bitmapToArray", 1, 1),
        Function("bitmapSubsetInRange", 3, 3),
        Function("bitmapSubsetLimit", 3, 3),
        Function("subBitmap", 3, 3),
        Function("bitmapContains", 2, 2),
        Function("bitmapHasAny", 2, 2),
        Function("bitmapHasAll", 2, 2),
        Function("bitmapCardinality", 1, 1),
        Function("bitmapMin", 1, 1),
        Function("bitmapMax", 1, 1),
        Function("bitmapTransform", 3, 3),
        Function("bitmapAnd", 2, 2),
        Function("bitmapOr", 2, 2),
        Function("bitmapXor", 2, 2),
        Function("bitmapAndnot", 2, 2),
        Function("bitmapAndCardinality", 2, 2),
        Function("bitmapOrCardinality", 2, 2),
        Function("bitmapXorCardinality", 2, 2),
        Function("bitmapAndnotCardinality", 2, 2),
    ]
}
