using Negotiations.Cli.Running;

namespace Negotiations.Cli.Connecting;

/// <summary>A place in the feed, in a file: a line with the place, and one with the question it belongs to.</summary>
internal sealed class StoredPlace
{
    private readonly string file;
    private readonly string question;

    private StoredPlace(string file, string question) => (this.file, this.question) = (file, question);

    /// <returns>Null when no file is named.</returns>
    public static StoredPlace? Of(string? file, string question) =>
        file is null ? null : new StoredPlace(file, question);

    /// <returns>Null: there is no such file yet.</returns>
    public string? Read()
    {
        if (!File.Exists(file))
            return null;

        // Behind a place of other filters, events would be left out that these take.
        var lines = WholeFile.Try(file, () => File.ReadAllLines(file));
        return lines is [var place, var of] && of == question
            ? place
            : throw CommandFailedException.Usage(
                $"{file} holds no place of {question}. Name another file, or delete it."
            );
    }

    public void Write(string place) => WholeFile.Write(file, $"{place}\n{question}\n");
}
