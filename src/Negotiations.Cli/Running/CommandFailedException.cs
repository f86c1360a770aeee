using System.Text.Json;

namespace Negotiations.Cli.Running;

/// <summary>A command cannot go on. Thrown from any depth and reported once, by the command itself.</summary>
/// <param name="exitCode">One of <see cref="Running.ExitCode"/>.</param>
/// <param name="message">For a person: what is wrong with which value, and the remedy.</param>
/// <param name="problem">The problem document (RFC 9457) of the server; undefined when the server did not write
/// one.</param>
internal sealed class CommandFailedException(int exitCode, string message, JsonElement problem = default)
    : Exception(message)
{
    /// <summary>The <see cref="Kind"/> of a check that says neither yes nor no.</summary>
    public const string Unchecked = "unchecked";

    public int ExitCode { get; } = exitCode;

    public JsonElement Problem { get; } = problem;

    /// <summary>What this program adds to the problem of the server, also in the message; null: nothing.</summary>
    public string? Remark { get; init; }

    /// <summary>A word for what happened, where the exit code has several meanings; else null.</summary>
    public string? Kind { get; private init; }

    /// <summary>The same request may succeed a little later: the server is away or busy.</summary>
    public bool MayPass { get; init; }

    /// <summary>Nothing was sent, because what was asked for cannot be understood.</summary>
    public static CommandFailedException Usage(string message) => new(Running.ExitCode.Usage, message);

    /// <summary>A check says neither yes nor no.</summary>
    public static CommandFailedException CannotBeChecked(string message, JsonElement problem = default) =>
        new(VerifyExit.Unchecked, message, problem) { Kind = Unchecked };
}
