namespace Negotiations.Server.Security;

/// <summary>Names events are recorded by.</summary>
internal static class Subjects
{
    public const int MaxLength = 100;

    // An author of this name is a file that came with the program.
    private const string Reserved = "casebook";

    public const string Form = "1 to 100 characters, none of them a control character, and not 'casebook'";

    public static bool IsName(string text) =>
        !string.IsNullOrWhiteSpace(text)
        && text.Length <= MaxLength
        && text == text.Trim()
        && !text.Any(char.IsControl)
        && !string.Equals(text, Reserved, StringComparison.OrdinalIgnoreCase);
}
