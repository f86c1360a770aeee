namespace Negotiations.Server.Tests.Importing;

/// <summary>Examples of docs/imports.md, so that what is shown there works as it stands.</summary>
internal static class Documented
{
    /// <summary>The first block of this language.</summary>
    public static string Block(string language)
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "imports.md"));
        var start = text.IndexOf($"```{language}\n", StringComparison.Ordinal) + language.Length + 4;
        return text[start..text.IndexOf("```", start, StringComparison.Ordinal)];
    }
}
