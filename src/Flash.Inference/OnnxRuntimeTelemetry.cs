using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Flash.Inference;

/// <summary>Keeps ONNX Runtime from reporting to its maker.</summary>
/// <remarks>
/// Since 1.29 the native library gives the machine a number, writes events to a database below
/// <c>~/.cache/Microsoft</c> and sends them off, unless <c>ORT_DISABLE_TELEMETRY</c> is set before the first
/// environment is made. It reads the variable with <c>getenv</c>, and .NET keeps a copy of the environment that native
/// code never sees, so it has to be
/// <c>setenv</c>. Runs when the first thing of this assembly is touched, which is before this assembly touches ONNX
/// Runtime.
/// </remarks>
internal static partial class OnnxRuntimeTelemetry
{
    private const string Variable = "ORT_DISABLE_TELEMETRY";

    [ModuleInitializer]
    [SuppressMessage(
        "Usage",
        "CA2255",
        Justification = "Whatever program loads this library must be quiet, without having to ask."
    )]
    internal static void TurnOff()
    {
        Environment.SetEnvironmentVariable(Variable, "1"); // For Windows, and for processes that this one starts.
        if (!OperatingSystem.IsWindows() && SetEnvironmentVariable(Variable, "1", overwrite: 1) != 0)
        {
            throw new InvalidOperationException(
                $"{Variable} could not be set, so ONNX Runtime would report to its maker."
            );
        }
    }

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironmentVariable(string name, string value, int overwrite);
}
