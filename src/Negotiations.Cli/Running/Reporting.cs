using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Negotiations.Cli.Running;

/// <summary>What goes to standard error: sentences for people, one JSON object a line for machines.</summary>
internal static class Reporting
{
    // Names in Kyrgyz or Tajik stay readable.
    private static readonly JsonSerializerOptions OneLine = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Says why a command ends.</summary>
    /// <returns>Its exit code.</returns>
    public static async Task<int> FailAsync(this CommandEnvironment environment, CommandFailedException failed)
    {
        // The reader of a pipe, such as "| head", has closed it: not an error, so nothing is printed.
        if (failed.ExitCode == ExitCode.Closed)
            return failed.ExitCode;

        await environment.Error.WriteLineAsync(
            environment.IsForMachines ? Problem(failed).ToJsonString(OneLine) : failed.Message
        );
        return failed.ExitCode;
    }

    /// <summary>Says something that ends nothing.</summary>
    public static Task NoticeAsync(this CommandEnvironment environment, string sentence) =>
        environment.Error.WriteLineAsync(
            environment.IsForMachines ? new JsonObject { ["notice"] = sentence }.ToJsonString(OneLine) : sentence
        );

    // The problem of the server as it said it; else one of ours, of the same shape.
    private static JsonObject Problem(CommandFailedException failed)
    {
        var problem =
            failed.Problem.ValueKind == JsonValueKind.Object
                ? JsonObject.Create(failed.Problem.Clone())!
                : new JsonObject
                {
                    ["type"] = $"urn:negotiations:cli:{failed.Kind ?? Kind(failed.ExitCode)}",
                    ["title"] =
                        failed.Kind == CommandFailedException.Unchecked ? "Cannot be checked" : Title(failed.ExitCode),
                    ["detail"] = failed.Message,
                };
        if (failed.Remark is { } remark)
            problem["remark"] = remark;

        problem["exitCode"] = failed.ExitCode;
        return problem;
    }

    private static string Kind(int exitCode) =>
        exitCode switch
        {
            ExitCode.Different => "different",
            ExitCode.Usage => "usage",
            ExitCode.Refused => "refused",
            ExitCode.Unreached => "unreached",
            ExitCode.Key => "key",
            _ => "fault",
        };

    private static string Title(int exitCode) =>
        exitCode switch
        {
            ExitCode.Different => "The answer is no",
            ExitCode.Usage => "Not understood",
            ExitCode.Refused => "Refused",
            ExitCode.Unreached => "No server answered",
            ExitCode.Key => "Key",
            _ => "Fault of the program",
        };
}
