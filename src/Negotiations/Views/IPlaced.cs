namespace Negotiations.Views;

/// <summary>Something that takes effect at one instant between two, which one is not known.</summary>
internal interface IPlaced
{
    DateTimeOffset From { get; }

    DateTimeOffset To { get; }

    /// <summary>A reading may leave it out.</summary>
    bool IsOptional { get; }

    /// <summary>By then it may have taken effect.</summary>
    bool MayBe(Moment moment);

    /// <summary>By then it certainly had, in every reading that takes it in.</summary>
    bool Was(Moment moment);
}
