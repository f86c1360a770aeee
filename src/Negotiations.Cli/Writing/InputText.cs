using System.Text.Json;
using Negotiations.Cli.Running;

namespace Negotiations.Cli.Writing;

/// <summary>
/// JSON from a file or standard input, sent on byte for byte: only the server knows what is wrong with an event, and
/// its pointers must fit what the monitor wrote.
/// </summary>
internal static class InputText
{
    // Deeper than the server accepts, so that the refusal comes from the server.
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 512 };

    // A character that no path and no text of a source has.
    private const string StandardInput = "\uE000";

    /// <summary>
    /// The parser takes a hyphen alone for an option without a name; this spells it so that it arrives.
    /// </summary>
    public static string Spell(string arg) => arg == "-" ? StandardInput : arg;

    /// <summary>Whether the input is standard input.</summary>
    public static bool IsStandardInput(string file) => file is StandardInput;

    /// <param name="file">A path, or a hyphen that went through <see cref="Spell"/>.</param>
    /// <returns>An object or an array; objects one a line have become an array.</returns>
    public static async Task<string> ReadAsync(string file, CommandEnvironment environment, CancellationToken stop)
    {
        var text = await ReadTextAsync(file, environment, stop);
        var name = Name(file);
        if (string.IsNullOrWhiteSpace(text))
            throw CommandFailedException.Usage($"The input ({name}) is empty.");

        if (Fault(text) is not { } fault)
            return text;

        List<(int Number, string Text)> lines =
        [
            .. text.Split('\n').Select((line, index) => (index + 1, line.Trim())).Where(line => line.Item2.Length > 0),
        ];
        var broken = lines.FirstOrDefault(line => Fault(line.Text) is not null);
        if (lines.Count > 1 && broken.Text is null)
            return $"[{string.Join(',', lines.Select(line => line.Text))}]";

        // When the first line is whole JSON the file is one of lines, and the bad line is the news; otherwise it is
        // one document.
        var isOfLines = lines.Count > 1 && Fault(lines[0].Text) is null;
        throw CommandFailedException.Usage(
            isOfLines
                ? $"The input ({name}) is not JSON in line {broken.Number}. Each line is one event, or the "
                    + "whole is one object or array."
                : $"The input ({name}) is not JSON (RFC 8259): reading stopped in line "
                    + $"{fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1}."
        );
    }

    /// <summary>The input as a sentence names it.</summary>
    public static string Name(string file) => IsStandardInput(file) ? "standard input" : file;

    private static async Task<string> ReadTextAsync(string file, CommandEnvironment environment, CancellationToken stop)
    {
        try
        {
            return IsStandardInput(file)
                ? await environment.In.ReadToEndAsync(stop)
                : await File.ReadAllTextAsync(file, stop);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw CommandFailedException.Usage($"{file} cannot be read: {unreadable.Message}");
        }
    }

    private static JsonException? Fault(string text)
    {
        try
        {
            JsonDocument.Parse(text, Deep).Dispose();
            return null;
        }
        catch (JsonException fault)
        {
            return fault;
        }
    }
}
