"""OpenVINO on the CPU in float32, for latency, with tensors that are shared and set once."""

import openvino

import onnx_models
from server import Unsupported


# What gives other numbers than the function of that name, and so is not compared.
DIFFERENT = {"floorDivide": "divides by way of a reciprocal, so that some exact quotients come out one too low"}


class Engine:
    name = "OpenVINO"
    version = openvino.__version__.split("-")[0]

    def __init__(self, threads):
        self.core = openvino.Core()
        self.settings = {
            "INFERENCE_NUM_THREADS": threads,
            "INFERENCE_PRECISION_HINT": "f32",
            "PERFORMANCE_HINT": "LATENCY",
            "NUM_STREAMS": 1,
        }

    def prepare(self, workload, inputs, constants):
        function = workload["parameters"].get("function")
        if function in DIFFERENT:
            raise Unsupported(DIFFERENT[function])
        model, inputs = onnx_models.model_bytes(workload, inputs, constants)
        network = self.core.read_model(model)
        # Shapes that are known let it choose its kernels once.
        network.reshape({name: openvino.PartialShape(value.shape) for name, value in inputs.items()})
        compiled = self.core.compile_model(network, "CPU", self.settings)
        request = compiled.create_infer_request()
        # Kept as long as the request, which reads them in place.
        self.inputs = inputs
        for name, value in inputs.items():
            request.set_tensor(name, openvino.Tensor(value, shared_memory=True))
        output = request.get_output_tensor(0)
        # What `infer` calls when there is nothing to copy, without the layer of Python around it.
        run, nothing = openvino._pyopenvino.InferRequest.infer, {}
        return lambda: run(request, nothing, True, False), lambda: output.data
