// As the page shows them, for each tool of `tools/`.
{
session.add_crm_note(&AddCrmNote {
    note_text: "note text".into(),
    note_type: None,
}).await?;
session.book_appointment(&BookAppointment {
    date: "2026-01-31".into(),
    time: "09:30".into(),
    service_type: "service type".into(),
}).await?;
session.check_availability(&CheckAvailability {
    date: "2026-01-31".into(),
    service_type: None,
}).await?;
session.check_order_status(&CheckOrderStatus {
    order_id: "order id".into(),
}).await?;
session.get_customer_profile(&GetCustomerProfile {
    customer_id: "customer id".into(),
}).await?;
session.process_return(&ProcessReturn {
    order_id: "order id".into(),
    reason: process_return::Reason::Defective,
    items: None,
}).await?;
session.search_products(&SearchProducts {
    query: "query".into(),
    category: None,
    max_price: None,
}).await?;
session.send_email(&SendEmail {
    subject: "subject".into(),
    body: "body".into(),
}).await?;
session.send_sms(&SendSms {
    message: "message".into(),
}).await?;
session.update_lead_status(&UpdateLeadStatus {
    lead_status: update_lead_status::LeadStatus::Hot,
    notes: None,
}).await?;
}
