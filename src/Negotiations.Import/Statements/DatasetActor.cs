namespace Negotiations.Import.Statements;

/// <summary>An actor that a dataset numbers itself, where no state is meant.</summary>
/// <param name="Code">What events store: the dataset's scheme and its number, UCDP-113.</param>
/// <param name="Name">As the dataset writes it.</param>
/// <param name="Scheme">Of the number: ucdp.</param>
/// <param name="Id">The number.</param>
public sealed record DatasetActor(string Code, string Name, string Scheme, string Id);
