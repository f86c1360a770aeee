namespace Negotiations.Values;

/// <summary>
/// The languages of the pages and of actors' names, as BCP 47 codes of two letters. A further one is added here, and as
/// a file of texts.
/// </summary>
public static class LanguageCodes
{
    /// <summary>Where a reader prefers none of them.</summary>
    public const string English = "en";

    public static IReadOnlyList<string> All { get; } = [English, "ru", "ky", "tg"];

    /// <summary>For a sentence: en, ru, ky or tg.</summary>
    public static string Sentence { get; } = WordList.Of(All);
}
