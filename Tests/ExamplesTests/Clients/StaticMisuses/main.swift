// Compiles as it is; each of the conditions adds a mistake in static shapes that must not compile.
import Tessera

let a = Matrix<4, 5>.input("a")
let b = Matrix<5, 6>.input("b")
let row = Vector<5>.input("row")
let pixels = Batch<5>.input("pixels")

let product: Matrix<4, 6> = a.matmul(b)
let layer: Batch<6> = (pixels - row).matmul(b).softmax()
let scaled = (2 * a + row) / a.rowSums() - a.max()
let checked = try Matrix<4, 5>(a.expression * 2)
// Long expressions with numbers are checked at once, not given up on.
let long = 1 / (1 + (-a).exp()) * (2 - row) * 0.5 + a / 3 - (a * 0.5 + row * 2 - 1) * (a + 3) / 2
let sum = a * 2 + row * 3 + a * 4 + row * 5 + a * 6
let x = Expression<Float>.input("x", shape: ["batch", 5])
let dynamic = try 1 / (1 + (-x).exp()) * (2 - x) * 0.5 + x / 3 - (x * 0.5 + x * 2 - 1) * (x + 3) / 2
print(long.shape, sum.shape, dynamic.shape)
print(product.shape, layer.shape, scaled.shape, checked.shape)

#if WRONG_INNER_DIMENSION
  _ = a.matmul(a)
#endif
#if WRONG_INNER_DIMENSION_OF_A_BATCH
  _ = pixels.matmul(a)
#endif
#if WRONG_SHAPES
  _ = a + b
#endif
#if WRONG_ROW
  _ = b + row
#endif
#if WRONG_FUNCTION_OPERAND
  _ = a.maximum(b)
#endif
#if MIXED_STATIC_ELEMENTS
  _ = a * StaticMatrix<4, 5, Double>.input("d")
#endif
#if WRONG_RESULT
  let transposed: Matrix<4, 5> = a.transpose()
#endif
#if WRONG_ELEMENT_COUNT
  _ = try Vector<3>([1, 2, 3, 4])
#endif
#if WRONG_ELEMENT_OF_A_BINDING
  _ = pixels.bound(to: try Tensor<Double>.ones(shape: [2, 5]))
#endif
