namespace Flash.Bots.Discord.Interactions;

/// <summary>Forms (modals) that come back, by the first word of their id.</summary>
internal sealed class FormInteractions(
    ImagineInteractions imagines,
    EditInteractions edits,
    ReferenceInteractions references,
    ReportInteractions reports
)
{
    public Task SubmitAsync(ReceivedInteraction received, CancellationToken cancellationToken) =>
        received.Data.CustomId?.Split('/')[0] switch
        {
            ImagineInteractions.Form => imagines.SubmitAsync(received, cancellationToken),
            ReferenceInteractions.Form => references.SubmitAsync(received, cancellationToken),
            ReportInteractions.Form => reports.SubmitAsync(received, cancellationToken),
            _ => edits.SubmitAsync(received, cancellationToken),
        };

    /// <summary>What a form is about: all that follows the first word of its id and a slash; null when nothing
    /// does.</summary>
    public static string? SubjectOf(InteractionData form) =>
        form.CustomId?.Split('/', 2) is [_, var subject] ? subject : null;
}
