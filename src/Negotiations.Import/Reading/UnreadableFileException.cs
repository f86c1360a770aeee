namespace Negotiations.Import.Reading;

/// <summary>Nothing of a file can be taken in. The message is a sentence for the one who sent it.</summary>
public sealed class UnreadableFileException(string message) : Exception(message);
